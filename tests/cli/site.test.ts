import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { document } from "../reporters/site/documents.ts";
import { shared } from "../specs/shared.ts";
import { commandLine, inNewFolder } from "./command-line.ts";

/** Writes files below a folder, and the folders that they need. */
function write(folder: string, files: Record<string, string | Buffer>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}

const json = (product: string) => JSON.stringify(document(product, { "push.put.created-201": "pass" }));

describe("site", () => {
  test("reads every report below the folders, compressed or not, and published results; names what is none", () =>
    inNewFolder(async (folder) => {
      write(folder, {
        "reports/acme/report.json": json("acme@1.0"),
        "reports/deep/er/beta/report.json.gz": gzipSync(json("beta@1.0")),
        "reports/v1.1/gamma/PRODUCT.yaml": "name: gamma\nversion: 1.0.0\n",
        "reports/v1.1/gamma/results.yaml": "config: {}\napis:\n  Ping: Pass\ndata: {}\n",
        "reports/broken/report.json": "{",
        "reports/other/report.json": '{ "lighthouseVersion": "12" }',
        "reports/v1.1/odd/PRODUCT.yaml": "name: odd\n",
        "reports/v1.1/odd/junit.xml": "<testsuites/>",
      });
      const out = join(folder, "out");
      const { code, stdout, stderr } = await commandLine("site", join(folder, "reports"), "--out", out);
      expect(code).toBe(0);
      expect(stdout).toMatch(/^3 reports, \d+ files: .*index\.html\n$/);
      expect(stderr.split("\n")).toHaveLength(4);
      expect(stderr).toMatch(/passed over .*broken\/report\.json is not JSON/);
      expect(stderr).toMatch(/passed over .*other\/report\.json: it has no target, spec and results/);
      expect(stderr).toMatch(/passed over .*odd\/junit\.xml cannot be imported/);
      expect(readdirSync(join(out, "product")).sort()).toEqual(["acme.html", "beta.html", "gamma.html"]);
    }));

  test("replaces an older site, and nothing else", () =>
    inNewFolder(async (folder) => {
      const [first, second, out] = ["first", "second", "out"].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ];
      write(folder, { "first/report.json": json("acme@1.0"), "second/report.json": json("beta@1.0") });
      write(out, { "mine.txt": "precious" });
      const refused = await commandLine("site", first, "--out", out);
      expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining("is not empty, and no site") });
      const site = join(out, "site");
      expect((await commandLine("site", first, "--out", site)).code).toBe(0);
      expect((await commandLine("site", second, "--out", site)).code).toBe(0);
      expect(readdirSync(join(site, "product"))).toEqual(["beta.html"]);
      expect(existsSync(join(out, "mine.txt"))).toBe(true);
    }));

  test("takes one report of a folder, and none of what a link leads to or packages bring along", () =>
    inNewFolder(async (folder) => {
      const [reports, out] = [join(folder, "reports"), join(folder, "out")];
      write(folder, {
        "reports/acme/report.json": json("acme@1.0"),
        "reports/acme/report.json.gz": gzipSync(json("other@1.0")),
        "reports/acme/PRODUCT.yaml": "name: other\n",
        "reports/acme/junit.xml": "<testsuites/>",
        "reports/product/PRODUCT.yaml": "name: without results\n",
        "reports/results/junit.xml": "<testsuites/>",
        "reports/node_modules/report.json": json("package@1.0"),
        "elsewhere/report.json": json("linked@1.0"),
      });
      symlinkSync(join(folder, "elsewhere"), join(reports, "link"));
      symlinkSync(reports, join(reports, "acme/back"));
      const { stdout, stderr } = await commandLine("site", reports, "--out", out);
      expect(stderr).toBe("");
      expect(stdout).toMatch(/^1 report, /);
      expect(readdirSync(join(out, "product"))).toEqual(["acme.html"]);
    }));

  test("is wrong usage where its folder is a file", () =>
    inNewFolder(async (folder) => {
      write(folder, { "reports/report.json": json("acme@1.0"), "mine.txt": "precious" });
      expect(await commandLine("site", join(folder, "reports"), "--out", join(folder, "mine.txt"))).toMatchObject({
        code: 2,
        stderr: expect.stringMatching(/--out .*mine\.txt cannot be written to: E[A-Z]+/),
      });
      expect(readFileSync(join(folder, "mine.txt"), "utf8")).toBe("precious");
    }));

  test("is wrong usage without a folder, and without a report in it", () =>
    inNewFolder(async (folder) => {
      const absent = await commandLine("site", join(folder, "absent"), "--out", join(folder, "out"));
      expect(absent).toMatchObject({
        code: 2,
        stderr: expect.stringContaining("cannot be read as a folder of reports"),
      });
      const empty = await commandLine("site", folder, "--out", join(folder, "out"));
      expect(empty).toMatchObject({ code: 2, stderr: expect.stringContaining("no report below") });
    }));

  test("sets all published results of the official suite beside each other", (context) =>
    inNewFolder(async (folder) => {
      const published = shared(context, "published-results");
      const out = join(folder, "out");
      const { code, stderr } = await commandLine("site", published, "--out", out);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const tested = ["v1.0", "v1.1"].flatMap((version) => readdirSync(join(published, version)));
      const feed = JSON.parse(readFileSync(join(out, "feed.json"), "utf8"));
      expect(feed.items).toHaveLength(tested.length);
    }));
});
