import { createHash } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Running } from "./launch.ts";

const repository = "conformance/filled";

/**
 * Starts a registry that takes no pushes and yet holds something: it is filled first by another one over the same folder,
 * which may write. The suite reads what it finds there.
 */
export async function startFilled(start: (folder: string, readOnly: boolean) => Promise<Running>): Promise<Running> {
  const folder = mkdtempSync(join(tmpdir(), "oci-conformance-store-"));
  const discard = () => rmSync(folder, { recursive: true, force: true });
  try {
    const writer = await start(folder, false);
    await fill(writer.url).finally(() => writer.stop());
    const reader = await start(folder, true);
    return {
      url: reader.url,
      wishes: { repository, pullOnly: true, tag: "image" },
      stop: () => reader.stop().finally(discard),
    };
  } catch (error) {
    discard();
    throw error;
  }
}

const manifestType = "application/vnd.oci.image.manifest.v1+json";
const indexType = "application/vnd.oci.image.index.v1+json";

/** Pushes an image, an index over it, and a referrer of it. */
async function fill(url: string): Promise<void> {
  const config = await pushBlob(
    url,
    "application/vnd.oci.image.config.v1+json",
    '{"architecture":"amd64","os":"linux"}',
  );
  const layer = await pushBlob(url, "application/vnd.oci.image.layer.v1.tar", "\0".repeat(1024));
  const image = await pushManifest(url, "image", { mediaType: manifestType, config, layers: [layer] });
  await pushManifest(url, "index", { mediaType: indexType, manifests: [image] });
  const artifactType = "application/vnd.example.signature";
  await pushManifest(url, "referrer", {
    mediaType: manifestType,
    artifactType,
    config,
    layers: [layer],
    subject: image,
  });
}

async function pushBlob(url: string, mediaType: string, content: string) {
  const blob = descriptor(mediaType, content);
  const opened = await sent(`${url}/v2/${repository}/blobs/uploads/`, { method: "POST", body: "" });
  const location = new URL(opened.headers.get("location") ?? "", url);
  location.searchParams.set("digest", blob.digest);
  await sent(location, { method: "PUT", body: content, headers: { "Content-Type": "application/octet-stream" } });
  return blob;
}

async function pushManifest(url: string, tag: string, fields: { mediaType: string; [field: string]: unknown }) {
  const content = JSON.stringify({ schemaVersion: 2, ...fields });
  const headers = { "Content-Type": fields.mediaType };
  await sent(`${url}/v2/${repository}/manifests/${tag}`, { method: "PUT", body: content, headers });
  return descriptor(fields.mediaType, content);
}

function descriptor(mediaType: string, content: string) {
  const digest = `sha256:${createHash("sha256").update(content).digest("hex")}`;
  return { mediaType, digest, size: Buffer.byteLength(content) };
}

async function sent(url: string | URL, request: RequestInit): Promise<Response> {
  const answer = await fetch(url, request);
  if (!answer.ok) throw new Error(`${request.method} ${url} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
