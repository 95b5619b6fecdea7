import { type DocumentCase, fault, from11, legal } from "./case.ts";
import { digestOf, index, manifest, withExecution, withLayer } from "./fixtures.ts";

const image = (prefix: string, value: unknown) =>
  manifest({ annotations: { [`org.opencontainers.image.${prefix}`]: value } });
const [entry] = index().manifests;
/** An entry of index.json with that name. */
const named = (name: string) =>
  index({ manifests: [{ ...entry, annotations: { "org.opencontainers.image.ref.name": name } }] });
const layoutEntry = { path: "index.json" };
const base = { "org.opencontainers.image.base.digest": digestOf("base") };

export const annotationCases: DocumentCase[] = [
  fault("image.annotations.map-of-strings", "null for a value", manifest({ annotations: { "com.example.a": null } })),
  fault("image.annotations.empty-key-value-type", "the empty key", manifest({ annotations: { "": 1 } })),
  fault("image.annotations.empty-key-value-type", "a line break for a key", withLayer({ annotations: { "\n": 1 } })),
  legal("image.annotations.empty-key-value-type", "a string", manifest({ annotations: { "": "" } })),
  legal("image.annotations.empty-value-legal", "an empty value", manifest({ annotations: { "com.example.a": "" } })),
  fault(
    "image.annotations.keys-unique",
    "escaped the second time",
    JSON.stringify(manifest({ annotations: { "com.example.a": "1" } })).replace(
      '"com.example.a":"1"',
      '"com.example.a":"1","com.example.\\u0061":"2"',
    ),
  ),
  fault("image.annotations.reverse-domain", "a word", manifest({ annotations: { key1: "v" } })),
  fault(
    "image.annotations.reserved-prefix",
    "another project",
    manifest({ annotations: { "org.opencontainers.example.x": "" } }),
  ),
  fault("image.annotations.reserved-image-prefix", "one letter off", image("licence", "MIT")),
  fault(
    "image.annotations.reserved-image-prefix",
    "as a label",
    withExecution({ Labels: { "org.opencontainers.image.name": "x" } }),
    {
      severity: "info",
    },
  ),
  fault("image.annotations.reserved-image-prefix", "a key of 1.1", manifest({ annotations: base }), {
    specs: ["1.0"],
    severity: "info",
  }),
  legal("image.annotations.reserved-image-prefix", "a key of conversion.md", image("exposedPorts", "80")),
  fault("image.annotations.absent-or-map", "null", manifest({ annotations: null })),
  fault("image.annotations.absent-or-map", "null on a layer", withLayer({ annotations: null })),
  legal("image.annotations.unknown-key", "a key of somebody", manifest({ annotations: { "vnd.example/x": "1" } })),
  fault("image.annotations.created", "a date", image("created", "2023-01-02")),
  fault(
    "image.annotations.created",
    "a date in a label",
    withExecution({ Labels: { "org.opencontainers.image.created": "2023-01-02" } }),
  ),
  fault("image.annotations.urls", "a word", image("url", "example")),
  legal("image.annotations.urls", "a repository of git", image("source", "git@example.com:a/b.git")),
  legal("image.annotations.version", "two numbers", image("version", "24.04")),
  fault("image.annotations.licenses", "a name", image("licenses", "Apache 2.0")),
  legal(
    "image.annotations.licenses",
    "an expression",
    image("licenses", "(MIT OR Apache-2.0) AND GPL-2.0-only WITH Bison-exception-2.2"),
  ),
  legal("image.annotations.freeform", "any text", image("authors", "日本 <a@b>\n…")),
  fault("image.annotations.freeform", "a path that leads out", image("title", "../../etc/passwd"), {
    severity: "warning",
  }),
  fault("image.annotations.ref-name-charset", "a blank", named("my tag"), layoutEntry),
  fault("image.annotations.ref-name-grammar", "two full stops", named("a..b"), layoutEntry),
  legal(
    "image.annotations.ref-name-grammar",
    "a reference",
    named("registry.example.com:5000/a--b/c_d:v1.0+x"),
    layoutEntry,
  ),
  fault("image.annotations.base-digest", "a tag", image("base.digest", "latest"), from11),
  fault(
    "image.annotations.base-name",
    "a name without registry",
    manifest({
      annotations: { ...base, "org.opencontainers.image.base.name": "alpine" },
    }),
    from11,
  ),
  fault("image.annotations.base-pair", "the name alone", image("base.name", "registry.example.com/a:1"), from11),
  legal(
    "image.annotations.base-name",
    "name and digest",
    manifest({
      annotations: { ...base, "org.opencontainers.image.base.name": "localhost/my-org/my__image:1.0@sha256:ab" },
    }),
    from11,
  ),
  legal(
    "image.annotations.label-schema",
    "the elder keys",
    manifest({ annotations: { "org.label-schema.name": "x" } }),
  ),
];
