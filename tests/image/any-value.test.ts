import { expect, test } from "vitest";
import * as fixtures from "../../image/corpus/fixtures.ts";
import { checkDocument } from "../../image/document/check.ts";
import { type DocumentKind, detectKind } from "../../image/document/kind.ts";

const odd = [
  null,
  true,
  0,
  -1.5,
  1e300,
  "",
  "constructor",
  "__proto__",
  "\ud800",
  [],
  [[]],
  {},
  { "": null },
  [null, 1, "x"],
];

const documents: [DocumentKind, object][] = [
  ["manifest", fixtures.artifact({ subject: fixtures.descriptor("a/b", "c", { urls: ["x:"], annotations: {} }) })],
  ["index", fixtures.withPlatform({ variant: "v1", "os.features": ["x"], "os.version": "1" })],
  ["config", fixtures.config({ variant: "v1", "os.features": ["x"], "os.version": "1" })],
  ["descriptor", fixtures.emptyDescriptor({ data: "e30=", artifactType: "a/b" })],
  ["layout", { imageLayoutVersion: "1.0.0" }],
];

/** Every document that has something odd in one place of the other. */
function* oddities(value: unknown): Generator<unknown> {
  yield* odd;
  if (typeof value !== "object" || value === null) return;
  for (const [name, child] of Object.entries(value))
    for (const other of oddities(child)) {
      const copy: Record<string, unknown> = Array.isArray(value) ? ([...value] as never) : { ...value };
      Object.defineProperty(copy, name, { value: other, enumerable: true });
      yield copy;
    }
}

const bytesOf = (text: string) => new TextEncoder().encode(text);

test.each(documents)("whatever stands in a %s, the check ends and says where", (kind, document) => {
  for (const each of oddities(document)) {
    const bytes = bytesOf(JSON.stringify(each));
    detectKind(bytes);
    for (const spec of ["1.0", "edge"] as const) {
      const { findings } = checkDocument(bytes, { kind, spec, path: "index.json" });
      expect(
        findings.filter(({ place, message }) => !/^(?:\/|$)/.test(place.pointer ?? "none") || message === ""),
      ).toEqual([]);
    }
  }
});

test("a document cut anywhere is one finding", () => {
  const text = JSON.stringify(fixtures.manifest());
  for (let end = 0; end < text.length; end++) {
    const { findings } = checkDocument(bytesOf(text.slice(0, end)), { kind: "manifest", spec: "edge", path: "blob" });
    expect(findings.map(({ requirement }) => requirement)).toEqual(["image.json.well-formed"]);
  }
});

test.each([
  ["data", (text: string) => fixtures.withLayer({ data: text })],
  ["urls", (text: string) => fixtures.withLayer({ urls: [`x:${text}`] })],
  ["digest", (text: string) => fixtures.withLayer({ digest: `a${"+a".repeat(text.length / 2)}:a` })],
  ["annotations", (text: string) => fixtures.manifest({ annotations: { "org.opencontainers.image.base.name": text } })],
  [
    "escapes",
    (text: string) =>
      fixtures.manifest({ annotations: { "com.example.a": text.slice(0, 4_000_000).replaceAll("a", "\n") } }),
  ],
])("twelve million characters of %s", (_, document) => {
  const bytes = bytesOf(JSON.stringify(document("abc/".repeat(3_000_000))));
  expect(checkDocument(bytes, { kind: "manifest", spec: "edge", path: "blob" }).value).toBeDefined();
});

test("nesting that no parser survives is a finding", () => {
  const bytes = bytesOf(`{"layers":${"[".repeat(1_000_000)}`);
  const { findings, value } = checkDocument(bytes, { kind: "manifest", spec: "edge", path: "blob" });
  expect(findings.map(({ requirement }) => requirement)).toEqual(["image.json.size-limits"]);
  expect(value).toBeUndefined();
});
