import type { Registry } from "./registry.ts";
import type { RegistryRequest } from "./request.ts";
import type { UploadSession } from "./store/session.ts";

/** Location of something that is pulled from the registry itself. */
export function registryLocation(path: string, request: RegistryRequest, { settings, urls }: Registry): string {
  if (request.listener === "storage") return `${urls.registry}${path}`;
  if (settings.locations === "relative") return path;
  // The host as the client wrote it, so that a Location stays on a front-end that passes Host on.
  return `${request.header("host") ? `http://${request.header("host")}` : urls.registry}${path}`;
}

export function blobLocation(name: string, digest: string, request: RegistryRequest, registry: Registry): string {
  return registryLocation(`/v2/${name}/blobs/${digest}`, request, registry);
}

/** Location of an upload session: with the query that it needs, on the host that takes uploads. */
export function uploadLocation(session: UploadSession, request: RegistryRequest, registry: Registry): string {
  const { settings, urls } = registry;
  const query = settings.criticalQuery ? `?_state=${session.state}` : "";
  const path = `/v2/${session.name}/blobs/uploads/${session.id}${query}`;
  return settings.offsiteUploads ? `${urls.storage}${path}` : registryLocation(path, request, registry);
}

/** URL of a blob on the storage host: whoever has it may read the blob, and needs no credentials. */
export function storageUrl(name: string, digest: string, { urls, authority }: Registry): string {
  return `${urls.storage}/v2/${name}/blobs/${digest}?signature=${authority.sign(`${name}@${digest}`)}`;
}
