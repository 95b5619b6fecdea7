import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { conductValidation } from "../../engine/validation.ts";
import { imageOf } from "../../image/corpus/layout/builder.ts";
import { type TarInput, tarOf } from "../../image/corpus/layout/tar.ts";
import { readLayer } from "../../image/layer/read.ts";
import { defaultLimits, type Limits } from "../../image/limits.ts";
import type { ValidationReport } from "../../schemas/validation.ts";
import { nothing } from "../image/open-case.ts";
import { escaped } from "./traps.ts";

/** Where the files of a validation lie, one to be validated and those that it makes. */
export interface Judge extends Disposable {
  /** Validates a file of these bytes; asserts that nothing else was left anywhere. */
  validated(bytes: Buffer, limits?: Partial<Limits>): Promise<ValidationReport>;
}

/** A folder of its own, and one in it for temporary files, until it is disposed of. */
export function judgeOfArchives(): Judge {
  const folder = mkdtempSync(join(tmpdir(), "properties-"));
  const temporary = join(folder, "temporary");
  mkdirSync(temporary);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = temporary;
  return {
    validated: (bytes, limits = {}) => validated(bytes, folder, limits),
    [Symbol.dispose]: () => {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
      rmSync(folder, { recursive: true });
    },
  };
}

async function validated(bytes: Buffer, folder: string, limits: Partial<Limits>): Promise<ValidationReport> {
  const file = join(folder, "input.tar");
  writeFileSync(file, bytes);
  const report = await conductValidation(
    { inputs: [file], spec: "1.1", limits, storedCredentials: false },
    { stdin: nothing() },
  );
  expect(readdirSync(folder).sort()).toEqual(["input.tar", "temporary"]);
  expect(readdirSync(join(folder, "temporary"))).toEqual([]);
  expect(existsSync(escaped)).toBe(false);
  return report;
}

/** The archive of a layout, with an image of these layers. */
export const layoutWith = (...layer: (Buffer | readonly TarInput[])[]) =>
  tarOf([...imageOf(...layer)].map(([name, data]) => ({ name, data })));
export const idsIn = ({ inputs }: ValidationReport) =>
  inputs.flatMap(({ findings }) => findings.map(({ requirement }) => requirement));

async function* whole(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += 65_536) yield bytes.subarray(from, from + 65_536);
}

/** What one pass over a layer of these bytes brings. */
export const layer = (bytes: Buffer, limits = defaultLimits) =>
  readLayer(whole(bytes), {
    declared: undefined,
    restricted: false,
    algorithms: [],
    contentAlgorithms: [],
    spec: "1.1",
    limits,
  });
