import { type Observation, type Rule, shown, within } from "./observation.ts";
import type { Part, PartKind } from "./parts.ts";

/** Members that the spec defines, where another case would be taken for them. */
const known: Partial<Record<PartKind, readonly string[]>> = {
  descriptor: ["mediaType", "digest", "size", "urls", "annotations", "data", "artifactType"],
  entry: ["mediaType", "digest", "size", "urls", "annotations", "data", "artifactType", "platform"],
  manifest: ["schemaVersion", "mediaType", "artifactType", "config", "layers", "subject", "annotations"],
  index: ["schemaVersion", "mediaType", "artifactType", "manifests", "subject", "annotations"],
  platform: ["architecture", "os", "os.version", "os.features", "variant", "features"],
  config: [
    "created",
    "author",
    "architecture",
    "os",
    "os.version",
    "os.features",
    "variant",
    "config",
    "rootfs",
    "history",
  ],
  execution: [
    "User",
    "ExposedPorts",
    "Env",
    "Entrypoint",
    "Cmd",
    "Volumes",
    "WorkingDir",
    "Labels",
    "StopSignal",
    "ArgsEscaped",
  ],
  rootfs: ["type", "diff_ids"],
  history: ["created", "author", "created_by", "comment", "empty_layer"],
  layout: ["imageLayoutVersion"],
};

/** Names that parsers read differently: given twice, or in another case than the spec's. */
export const names: Rule = function* (document) {
  for (const part of document.parts) {
    yield* duplicates(part);
    yield* caseVariants(part);
  }
};

function* duplicates({ kind, node, pointer }: Part): Iterable<Observation> {
  const seen = new Set<string>();
  const reported = new Set<string>();
  for (const { children: [key] = [] } of node.children ?? []) {
    const name: string = key?.value;
    if (seen.has(name) && !reported.has(name)) {
      reported.add(name);
      yield {
        requirement: kind === "annotations" ? "image.annotations.keys-unique" : "image.json.no-duplicate-names",
        pointer: within(pointer, name),
        message: `The name ${shown(name)} stands more than once in one object`,
        expected: "each name once",
        found: `${shown(name)} again`,
        advice: "Keep one of the members: one parser takes the first, another the last.",
        always: true,
      };
    }
    seen.add(name);
  }
}

function* caseVariants({ kind, value, pointer }: Part): Iterable<Observation> {
  for (const right of (kind && known[kind]) ?? [])
    for (const name of Object.keys(value))
      if (name !== right && name.toLowerCase() === right.toLowerCase()) {
        const shadows = Object.hasOwn(value, right);
        yield {
          requirement: "image.json.case-variants",
          pointer: within(pointer, name),
          message: shadows
            ? `"${name}" stands beside "${right}", and some parsers take one for the other`
            : `"${name}" is spelt "${right}" in the spec`,
          expected: `"${right}" only`,
          found: `"${name}"`,
          advice: shadows ? `Remove "${name}".` : `Rename it "${right}", or choose another name.`,
          severity: shadows ? "warning" : "info",
        };
      }
}
