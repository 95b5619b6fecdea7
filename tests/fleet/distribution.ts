import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Started, start } from "./process.ts";

/** The registry of the distribution project in the ways that matter to clients. */
export interface Variant {
  storage: "filesystem" | "in-memory";
  deletion: boolean;
}

/** Starts a program of the distribution project: docker-registry 2.8 or the registry of 3.x. */
export function startDistribution(program: string, { storage, deletion }: Variant): Promise<Started> {
  return start(program, ({ address, folder }) => {
    const driver = storage === "filesystem" ? `filesystem: {rootdirectory: ${folder}/store}` : "inmemory: {}";
    const configuration = [
      "version: 0.1",
      "log: {accesslog: {disabled: true}, level: error}",
      `storage: {${driver}, delete: {enabled: ${deletion}}, maintenance: {uploadpurging: {enabled: false}}}`,
      `http: {addr: "${address}"}`,
    ].join("\n");
    const file = join(folder, "config.yml");
    writeFileSync(file, configuration);
    return ["serve", file];
  });
}
