import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Content } from "../../../client/content.ts";
import type { Exchange } from "../../../client/exchange.ts";
import type { Change } from "../../../engine/cleanup/kept.ts";
import type { Heading } from "../../../engine/journal/lines.ts";

/** Writes a journal with these lines into the folder, and returns its path. What is no text is written as JSON. */
export function written(folder: string, lines: unknown[], name = "journal.ndjson"): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join(""));
  return path;
}

/** Of a run that was to decide these requirements of 1.1. */
export const heading = (...requirements: string[]): Heading => ({
  journal: 1,
  tool: { name: "oci-conformance", version: "0.0.0" },
  target: { url: "http://fake.example" },
  startedAt: "2026-01-01T00:00:00.000Z",
  configuration: {},
  plans: [{ spec: "1.1", requirements, capabilities: [] }],
});

export const change = (happened: Change["happened"], reference: string, kind: Change["kind"] = "blob") => ({
  change: { happened, kind, repository: "team/app", reference } satisfies Change,
});

const { size, digest } = Content.empty;

export const exchange = (id: number, rest: Partial<Exchange> = {}): { exchange: Exchange } => ({
  exchange: {
    id: `x${id}`,
    scenario: "before the run",
    step: `step ${id}`,
    request: { method: "GET", url: "http://fake.example/v2/", headers: [], body: { size, digest } },
    response: { status: 200, headers: [], body: { size, digest } },
    startedAt: "2026-01-01T00:00:10.000Z",
    timings: { firstByteMs: 1, totalMs: 2 },
    ...rest,
  },
});

/** The last line of a run that was not killed. */
export const ended = { ended: { finishedAt: "2026-01-01T00:01:00.000Z", interrupted: false } };
