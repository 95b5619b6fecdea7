import type { SpecText } from "../gate/documents.ts";
import { type Example, examplesOf } from "../gate/examples.ts";
import { checkDocument } from "../image/document/check.ts";
import { type DocumentKind, detectKind } from "../image/document/kind.ts";
import { violations } from "../schemas/violations.ts";
import type { CheckedExample } from "../specs/checked-example.ts";
import type { SpecVersion } from "../specs/model.ts";

/** Holds every JSON example of a text against what the version says of such a document. */
export function checkExamples({ documents }: SpecText, version: SpecVersion): CheckedExample[] {
  return [...documents].flatMap(([file, text]) => examplesOf(text, file)).map((example) => checked(example, version));
}

function checked(example: Example, version: SpecVersion): CheckedExample {
  const { file, line, anchor } = example;
  return { file, line, anchor, ...judged(example, version) };
}

function judged(
  { text, mediaType, file }: Example,
  version: SpecVersion,
): Pick<CheckedExample, "kind" | "verdict" | "problems"> {
  if (text.includes("...")) return { kind: null, verdict: "abridged", problems: [] };
  const answer = answerOf(text);
  if (answer) {
    const problems = violations(answer.schema, answer.value)
      .filter(({ value }) => !isPlaceholder(value))
      .map(({ pointer, message }) => `${pointer || "/"}: ${message}`);
    return { kind: answer.schema, ...verdictOf(problems) };
  }
  const bytes = new TextEncoder().encode(text);
  const kind = kindOf(bytes, mediaType);
  if (kind === "unknown") return { kind: null, verdict: "unknown", problems: [] };
  const { findings } = checkDocument(bytes, {
    kind,
    spec: version,
    path: file,
    ...(mediaType === null ? {} : { mediaType }),
  });
  const problems = findings
    .filter(({ severity }) => severity !== "info")
    .map(({ requirement, place, message }) => `${requirement} at ${place.pointer || "/"}: ${message}`);
  return { kind, ...verdictOf(problems) };
}

function verdictOf(problems: string[]): Pick<CheckedExample, "verdict" | "problems"> {
  return { verdict: problems.length === 0 ? "valid" : "invalid", problems };
}

/** A media type of a descriptor is that of an object in others, which `detectKind` takes for nothing of its own. */
function kindOf(bytes: Uint8Array, mediaType: string | null): DocumentKind {
  if (mediaType !== null && /\.descriptor\./.test(mediaType)) return "descriptor";
  return detectKind(bytes, mediaType ?? "");
}

/** An answer of a registry, told by its members. */
function answerOf(text: string): { schema: "tag-list" | "error"; value: unknown } | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  if ("tags" in value) return { schema: "tag-list", value };
  return "errors" in value ? { schema: "error", value } : undefined;
}

/** `<name>` stands for a value, and is none. */
function isPlaceholder(value: unknown): boolean {
  return typeof value === "string" && /^<[^<>]*>$/.test(value);
}
