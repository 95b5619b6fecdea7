import { writeFileSync } from "node:fs";
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

/** Starts docker-registry over a folder of its own, behind that access. With `http` it speaks https. */
export async function startBehind({
  http = [],
  auth,
  deletion = true,
  upstream,
  store,
}: Access = {}): Promise<Running> {
  const running = await launch("docker-registry", (address, folder) => {
    const lines = [
      "version: 0.1",
      "log: {accesslog: {disabled: true}, level: error}",
      `storage: {filesystem: {rootdirectory: ${store ?? join(folder, "store")}}, delete: {enabled: ${deletion}}, maintenance: {uploadpurging: {enabled: false}}}`,
      `http: {${[`addr: "${address}"`, ...http].join(", ")}}`,
      ...(auth === undefined ? [] : [`auth: ${auth}`]),
      ...(upstream === undefined ? [] : [`proxy: {remoteurl: "${upstream}"}`]),
    ];
    const file = join(folder, "config.yml");
    writeFileSync(file, lines.join("\n"));
    return { arguments: ["serve", file] };
  });
  return http.length > 0 ? { ...running, url: running.url.replace("http:", "https:") } : running;
}
