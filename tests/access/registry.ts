import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { launch, type Running } from "../fleet/launch.ts";

/** What docker-registry is told beside where to listen and what to keep. */
export interface Access {
  /** Members of its `http` section. */
  http?: string[];
  /** Its `auth` section. */
  auth?: string;
  deletion?: boolean;
  /** The registry that it is a pull-through cache of. */
  upstream?: string;
  /** The folder that it keeps everything in; default: one that goes with it. */
  store?: string;
}

export interface Behind extends Running {
  /**
   * What is there, as in `tag team/app v1`: tags, manifests and blobs that a client finds, and upload sessions (by id). The
   * bytes of what was deleted stay until they are collected, and are none of these.
   */
  holds(): string[];
}

/** Starts docker-registry over a folder of its own, behind that access. With `http` it speaks https. */
export async function startBehind({ http = [], auth, deletion = true, upstream, store }: Access = {}): Promise<Behind> {
  let root = "";
  const running = await launch("docker-registry", (address, folder) => {
    root = store ?? join(folder, "store");
    const lines = [
      "version: 0.1",
      "log: {accesslog: {disabled: true}, level: error}",
      `storage: {filesystem: {rootdirectory: ${root}}, delete: {enabled: ${deletion}}, maintenance: {uploadpurging: {enabled: false}}}`,
      `http: {${[`addr: "${address}"`, ...http].join(", ")}}`,
      ...(auth === undefined ? [] : [`auth: ${auth}`]),
      ...(upstream === undefined ? [] : [`proxy: {remoteurl: "${upstream}"}`]),
    ];
    const file = join(folder, "config.yml");
    writeFileSync(file, lines.join("\n"));
    return { arguments: ["serve", file] };
  });
  const url = http.length > 0 ? running.url.replace("http:", "https:") : running.url;
  return { ...running, url, holds: () => heldIn(root) };
}

function heldIn(root: string): string[] {
  const base = join(root, "docker/registry/v2");
  if (!existsSync(base)) return [];
  const isBlobThere = (link: string) => {
    const [algorithm = "", hex = ""] = readFileSync(join(base, link), "utf8").split(":");
    return existsSync(join(base, "blobs", algorithm, hex.slice(0, 2), hex, "data"));
  };
  return (readdirSync(base, { recursive: true }) as string[]).flatMap((path) => {
    const [, repository, what] = /^repositories\/(.+?)\/_(.*)$/.exec(path) ?? [];
    // A session that is over leaves a folder without this behind.
    const [, session] = /^uploads\/([^/]+)\/startedat$/.exec(what ?? "") ?? [];
    if (session) return `upload ${repository} ${session}`;
    const [, tag] = /^manifests\/tags\/([^/]+)\/current\/link$/.exec(what ?? "") ?? [];
    if (tag) return `tag ${repository} ${tag}`;
    const [, kind, algorithm, hex] = /^(layers|manifests\/revisions)\/([^/]+)\/([^/]+)\/link$/.exec(what ?? "") ?? [];
    if (kind === undefined || !isBlobThere(path)) return [];
    return `${kind === "layers" ? "blob" : "manifest"} ${repository} ${algorithm}:${hex}`;
  });
}
