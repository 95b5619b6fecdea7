import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Start } from "./launch.ts";

/** What distribution (and docker-registry, its older name) can be told that a client notices. */
export interface Variant {
  /** `in-memory`, or the folder of the file system; without one, a folder that goes with the program. */
  storage: "filesystem" | "in-memory" | { folder: string };
  deletion: boolean;
  /** Every write is refused. */
  readOnly?: boolean;
}

/** Writes the configuration into the folder, and says how to start the program with it. */
export function startWith({ storage, deletion, readOnly = false }: Variant, address: string, folder: string): Start {
  const root = typeof storage === "object" ? storage.folder : join(folder, "store");
  const driver = storage === "in-memory" ? "inmemory: {}" : `filesystem: {rootdirectory: ${root}}`;
  const maintenance = `maintenance: {uploadpurging: {enabled: false}, readonly: {enabled: ${readOnly}}}`;
  const lines = [
    "version: 0.1",
    "log: {accesslog: {disabled: true}, level: error}",
    `storage: {${driver}, delete: {enabled: ${deletion}}, ${maintenance}}`,
    `http: {addr: "${address}"}`,
  ];
  const file = join(folder, "config.yml");
  writeFileSync(file, lines.join("\n"));
  return { arguments: ["serve", file] };
}
