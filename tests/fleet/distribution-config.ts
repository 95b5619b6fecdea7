import { writeFileSync } from "node:fs";
import { join } from "node:path";

/** What distribution (and docker-registry, its older name) can be told that a client notices. */
export interface Variant {
  storage: "filesystem" | "in-memory";
  deletion: boolean;
  /** Every write is refused; as the store is empty, there is nothing to pull either. */
  readOnly?: boolean;
}

/** Writes the configuration into the folder, and returns the path of the file. */
export function writeConfig({ storage, deletion, readOnly = false }: Variant, address: string, folder: string): string {
  const driver = storage === "filesystem" ? `filesystem: {rootdirectory: ${folder}/store}` : "inmemory: {}";
  const maintenance = `maintenance: {uploadpurging: {enabled: false}, readonly: {enabled: ${readOnly}}}`;
  const lines = [
    "version: 0.1",
    "log: {accesslog: {disabled: true}, level: error}",
    `storage: {${driver}, delete: {enabled: ${deletion}}, ${maintenance}}`,
    `http: {addr: "${address}"}`,
  ];
  const file = join(folder, "config.yml");
  writeFileSync(file, lines.join("\n"));
  return file;
}
