import { expect, test } from "vitest";
import { commandLine } from "../cli/command-line.ts";
import type { Hostility } from "./hostility.ts";
import { kinds } from "./kinds.ts";
import { hostileRegistry } from "./server.ts";

const some: [string, string][] = [
  ["connections", "a reset within the body"],
  ["connections", "no HTTP at all"],
  ["headers", "NUL and escapes in headers"],
  ["headers", "bytes beyond ASCII in headers"],
  ["locations", "a Location of javascript:"],
  ["locations", "an upload on another host, with a login in it"],
  ["locations", "ten thousand redirects"],
  ["texts", "script and escapes in every field"],
  ["texts", "deep tags and manifests"],
  ["texts", "null"],
  ["bodies", "a body that drips"],
];

const kind = (group: string, name: string): Hostility => kinds[group]?.[name] ?? {};

test.each(some)("probe and validate end in words against a registry with %s: %s", async (group, name) => {
  await using server = await hostileRegistry(kind(group, name));
  const access = ["--username", "ann", "--password", "s3cret-password", "--timeout", "0.2"];
  const host = server.url.replace("http://", "");
  for (const args of [
    ["probe", server.url, ...access],
    ["probe", server.url, ...access, "--json", "--require", "mount"],
    ["validate", `${host}/a/b:1`, "--plain-http", ...access],
  ]) {
    const { code, stdout, stderr } = await commandLine(...args);
    expect([0, 1, 2, 3]).toContain(code);
    expect(stdout + stderr).not.toBe("");
    expect(stdout + stderr).not.toMatch(/our own mistake|s3cret|(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
  }
  for (const request of server.toldElsewhere) expect(request).not.toMatch(/authorization|s3cret/i);
});
