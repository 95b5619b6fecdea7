import type { Violation } from "../../schemas/violations.ts";
import { type Observation, shown } from "./observation.ts";

type Words = Pick<Observation, "pointer" | "message" | "expected" | "found" | "advice">;

const digest = {
  at: /\/(?:digest|diff_ids\/\d+)$/,
  is: "is no digest",
  expected: "a digest: algorithm, colon, and the encoded hash",
  advice: "Write the digest as it was computed: algorithm, colon, and the hash in lower-case hex.",
};

/** What a text should be by where it stands, instead of a pattern that nobody reads. */
const forms: { at: RegExp; is: string; expected?: string; advice: string }[] = [
  {
    at: /\/(?:mediaType|artifactType)$/,
    is: "is no media type",
    expected: "a media type: type/subtype, without parameters",
    advice: "Write a media type, such as application/vnd.example.thing.v1+json.",
  },
  digest,
  {
    at: /\/urls\/\d+$/,
    is: "is no URI",
    expected: "a URI by RFC 3986, with its scheme",
    advice: "Write the whole URL; escape what a URL cannot hold.",
  },
  {
    at: /\/data$/,
    is: "is not Base 64",
    expected: "Base 64 of the standard alphabet, with padding and without line breaks",
    advice: "Encode the content anew.",
  },
  {
    at: /\/created$/,
    is: "is no date and time of RFC 3339",
    expected: "a value such as 2024-02-29T12:00:00Z",
    advice: "Write date, time and offset, with a T between date and time.",
  },
  {
    at: /\/Env\/\d+$/,
    is: "sets no variable",
    expected: "NAME=VALUE",
    advice: "Write the name, =, and the value, which may be empty.",
  },
];

/** What is wrong, for people. */
export function wordsFor(violation: Violation): Words {
  const { pointer, keyword, missing, expected, types, value } = violation;
  const name = named(pointer);
  const words = (message: string, advice: string, other = expected): Words => ({
    pointer,
    message,
    expected: other,
    found: shown(value),
    advice,
  });
  if (keyword === "required")
    return { ...words(`"${missing}" is missing`, `Add "${missing}".`), found: `no "${missing}"` };
  if (keyword === "type") return words(`${name} is ${typeOf(value)}, not ${types}`, typeAdvice(pointer, value, types));
  if (keyword === "const") return words(`${name} is not ${expected}`, constAdvice(pointer, value, expected));
  if (keyword === "minimum")
    return words(`${name} is negative`, "Write the length of the content in bytes.", "0 or more");
  if (isDigestForm(violation)) return words(`${name} is not what its algorithm makes`, digest.advice);
  const form = forms.find(({ at }) => at.test(pointer));
  if (form === undefined) return words(`${name} has a wrong value: it ${violation.message}`, `Write ${expected}.`);
  return words(`${name} ${form.is}`, form.advice, form.expected);
}

/** Whether it is a digest by its grammar, and not by the rule of its algorithm: those alone have an expectation of hex. */
function isDigestForm({ pointer, expected }: Violation): boolean {
  return digest.at.test(pointer) && /\bhex characters\b/.test(expected);
}

function typeAdvice(pointer: string, value: unknown, types = "another value"): string {
  if (value === null && /\/(?:layers|manifests|diff_ids)$/.test(pointer))
    return "Write [] for an empty list; Go writes null for a nil slice.";
  if (value === null) return `Write ${types}, or leave the member out if it may be absent.`;
  return `Write ${types}.`;
}

function constAdvice(pointer: string, value: unknown, expected: string): string {
  if (pointer === "/schemaVersion" && value === 1)
    return "Convert the image: schemaVersion 1 is that of Docker's first manifests, which nobody should make any more.";
  return `Write ${expected}.`;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** The last step of a pointer as people say it: a quoted name, or an item of one. */
function named(pointer: string): string {
  const steps = pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
  const last = steps.at(-1);
  if (last === undefined) return "The document";
  return /^\d+$/.test(last) && steps.length > 1 ? `Item ${last} of "${steps.at(-2)}"` : JSON.stringify(last);
}
