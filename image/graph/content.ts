import { digestOf } from "../../client/content.ts";
import { digestIn } from "../digest.ts";
import { type Blob, UnreachableSource } from "../source/source.ts";
import { wholeOf } from "../source/tree.ts";
import type { Context } from "./context.ts";
import type { Descriptor, Reference } from "./descriptor.ts";

/**
 * Opens what a descriptor names and holds its length against the descriptor's before anything is read
 * (image-spec, descriptor.md, "Properties").
 * @returns undefined when there is nothing to be read; why is noted
 */
export async function openVerified(context: Context, { descriptor, path }: Reference): Promise<Blob | undefined> {
  const { digest, mediaType, size } = descriptor;
  if (!digestIn(digest)) return skip(context, { descriptor, path }, "its digest is none that could name content");
  let blob: Blob | undefined;
  try {
    blob = await context.source.open({ digest, mediaType });
  } catch (error) {
    if (!(error instanceof UnreachableSource)) throw error;
    return skip(context, { descriptor, path }, error.message);
  }
  blob ??= embedded(descriptor);
  if (!blob) return absent(context, { descriptor, path });
  if (blob.size !== undefined && size !== undefined && blob.size !== size)
    return otherSize(context, { descriptor, path }, blob.size);
  return blob;
}

/**
 * Reads a document whole, size and digest verified.
 * @returns undefined when it cannot be had as it is described; why is said or noted
 */
export async function readVerified(
  context: Context,
  reference: Reference,
): Promise<{ bytes: Buffer; blob: Blob } | undefined> {
  const { descriptor, path } = reference;
  const blob = await openVerified(context, reference);
  if (!blob) return undefined;
  let bytes: Buffer | undefined;
  try {
    bytes = await wholeOf(blob, context.limits.json);
  } catch (error) {
    if (!(error instanceof UnreachableSource)) throw error;
    return skip(context, reference, error.message);
  }
  if (!bytes) {
    context.findings.say(path, {
      requirement: "image.json.size-limits",
      severity: "error",
      message: "The document is too large to be read",
      expected: `at most ${context.limits.json} bytes`,
      found: blob.size === undefined ? "more" : `${blob.size} bytes`,
      advice: "Raise the limit with --max-json if it is meant to be so; registries take manifests of 4 MiB.",
    });
    return skip(context, reference, "it is larger than --max-json");
  }
  context.tally.bytes += bytes.length;
  if (descriptor.size !== undefined && bytes.length !== descriptor.size)
    return otherSize(context, reference, bytes.length);
  if (!digestHolds(context, reference, bytes)) return undefined;
  return { bytes, blob };
}

/** Says when content does not hash to its digest; what cannot be verified is noted and taken as it is. */
export function digestHolds(context: Context, reference: Reference, bytes: Buffer): boolean {
  const digest = digestIn(reference.descriptor.digest);
  if (!digest?.hash) {
    skip(context, reference, `its digest cannot be verified: ${digest?.algorithm ?? "no algorithm"} is not known here`);
    return true;
  }
  const found = digestOf(digest.hash, bytes);
  if (found === reference.descriptor.digest) return true;
  otherDigest(context, reference, found);
  return false;
}

export function otherDigest(context: Context, { descriptor, path }: Reference, found: string): void {
  context.findings.say(path, {
    requirement: "image.descriptor.digest-matches-content",
    severity: "error",
    message: "The content is not what the descriptor names",
    expected: descriptor.digest,
    found,
    advice:
      "Fetch or build it again: it was changed after its digest was computed, or the descriptor names something else.",
  });
}

export function otherSize(context: Context, { descriptor, path }: Reference, found: number): undefined {
  context.findings.say(path, {
    requirement: "image.descriptor.size-exact",
    severity: "error",
    message: "The content is not as long as the descriptor says",
    expected: `${descriptor.size} bytes`,
    found: `${found} bytes`,
    advice: "Describe the content as it is stored, compressed if it is; or restore what was cut or added.",
  });
  return skip(context, { descriptor, path }, "its size is not what the descriptor says");
}

export function skip({ notLookedAt }: Context, { descriptor, path }: Reference, reason: string): undefined {
  const { digest, size } = descriptor;
  notLookedAt.push({ path, digest, ...(size === undefined ? {} : { size }), reason });
  return undefined;
}

function absent(context: Context, reference: Reference): undefined {
  if (context.complete) {
    context.findings.say(reference.path, {
      requirement: "image.layout.missing-blobs",
      severity: "error",
      always: true,
      message: "The content is not there, and --complete wants it",
      expected: reference.descriptor.digest,
      found: "nothing",
      advice: "Add it, or leave out --complete: content may be kept elsewhere.",
    });
  }
  return skip(context, reference, "it is not there");
}

function embedded({ data }: Descriptor): Blob | undefined {
  if (data === undefined) return undefined;
  const bytes = Buffer.from(data, "base64");
  return {
    size: bytes.length,
    async *stream() {
      yield bytes;
    },
  };
}
