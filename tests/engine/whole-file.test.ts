import { execFileSync } from "node:child_process";
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeWhole } from "../../engine/whole-file.ts";
import { inNewFolder } from "../cli/new-folder.ts";

test("A file is as it was until all of it is there", () =>
  inNewFolder(async (folder) => {
    const file = join(folder, "report.json");
    writeWhole(file, "before");
    const seen: string[] = [];
    function* pieces() {
      yield "now, ";
      seen.push(readFileSync(file, "utf8"));
      yield "and more";
      seen.push(readFileSync(file, "utf8"));
    }
    writeWhole(file, pieces());
    expect(seen).toEqual(["before", "before"]);
    expect(readFileSync(file, "utf8")).toBe("now, and more");
    expect(readdirSync(folder)).toEqual(["report.json"]);
  }));

test("A file is as it was where writing fails, and nothing is left beside it", () =>
  inNewFolder(async (folder) => {
    const file = join(folder, "report.json");
    writeFileSync(file, "before");
    function* failing() {
      yield "half";
      throw new Error("no more");
    }
    expect(() => writeWhole(file, failing())).toThrow("no more");
    expect(readFileSync(file, "utf8")).toBe("before");
    expect(readdirSync(folder)).toEqual(["report.json"]);
    expect(() => writeWhole(join(folder, "nowhere/report.json"), "now")).toThrow(/ENOENT.*, open /);
  }));

test("A link goes on to lead to the file", () =>
  inNewFolder(async (folder) => {
    mkdirSync(join(folder, "elsewhere"));
    const [file, link] = [join(folder, "elsewhere/report.json"), join(folder, "latest.json")];
    writeFileSync(file, "before");
    symlinkSync("elsewhere/report.json", link);
    writeWhole(link, "now");
    expect(readFileSync(file, "utf8")).toBe("now");
    expect(readlinkSync(link)).toBe("elsewhere/report.json");
    expect(readdirSync(join(folder, "elsewhere"))).toEqual(["report.json"]);
  }));

test("A pipe is written to as it is", () =>
  inNewFolder(async (folder) => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const reader = openSync(pipe, "r+");
    try {
      writeWhole(pipe, ["a line", "\n"]);
      expect(statSync(pipe).isFIFO()).toBe(true);
      const read = Buffer.alloc(20);
      expect(read.subarray(0, readSync(reader, read)).toString()).toBe("a line\n");
    } finally {
      closeSync(reader);
    }
  }));
