import type { Fault } from "./fault.ts";
import type { Operation } from "./operation.ts";
import type { Policy } from "./policy.ts";

/** Operations that leave the registry as it is, and that no other request rests on: a token is used again. */
const readingOperations: ReadonlySet<Operation> = new Set([
  "root",
  "blob.get",
  "blob.head",
  "upload.status",
  "manifest.get",
  "manifest.head",
  "tags.list",
  "referrers.list",
  "extensions.discover",
]);

type Decision = { [Family in keyof Policy]: `${Family}.${string & keyof Policy[Family]}` }[keyof Policy];

/** Decisions that are asked by such operations alone. */
export const readingDecisions: Partial<Record<Decision, readonly Operation[]>> = {
  "blobs.range": ["blob.get", "blob.head"],
  "blobs.slice": ["blob.get", "blob.head"],
  "tags.list": ["tags.list"],
  "tags.page": ["tags.list"],
  "referrers.find": ["referrers.list"],
  "referrers.describe": ["referrers.list"],
  "referrers.matches": ["referrers.list"],
};

const families: Record<keyof Policy, true> = {
  names: true,
  digests: true,
  tags: true,
  blobs: true,
  uploads: true,
  mounts: true,
  manifests: true,
  referrers: true,
  auth: true,
  http: true,
};

/**
 * The operations at which a fault shows, when all of them only read: whoever asks for none of them sees a registry
 * without it. Undefined for a fault that may change what the registry holds.
 */
export function operationsRead(fault: Fault): ReadonlySet<Operation> | undefined {
  const hooked = [fault.before, fault.answer, fault.raw].flatMap((hooks) => Object.keys(hooks ?? {}));
  const decided = Object.keys(families).flatMap((family) =>
    Object.keys(fault[family as keyof Policy] ?? {}).map((decision) => `${family}.${decision}` as Decision),
  );
  const asked = decided.map((decision) => readingDecisions[decision]);
  if (asked.some((operations) => operations === undefined)) return undefined;
  const operations = new Set([...hooked, ...asked.flatMap((each) => each ?? [])] as (Operation | "every")[]);
  return [...operations].every((each) => each !== "every" && readingOperations.has(each))
    ? (operations as Set<Operation>)
    : undefined;
}
