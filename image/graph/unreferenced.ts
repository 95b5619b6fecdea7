import { Digester, digestIn } from "../digest.ts";
import type { Context } from "./context.ts";
import type { Graph } from "./graph.ts";

/** Blobs that nothing refers to are legal, and still named by their digest (image-spec, image-layout.md, "Blobs"). */
export async function unreferenced(context: Context, { references }: Graph): Promise<void> {
  let count = 0;
  let bytes = 0;
  for (const { path, digest, blob } of context.source.list()) {
    if (references.has(digest)) continue;
    const { hash, algorithm } = digestIn(digest) ?? {};
    if (!hash) {
      context.notLookedAt.push({ path, digest, reason: `nothing refers to it, and ${algorithm} is not known here` });
      continue;
    }
    const digester = new Digester([hash]);
    for await (const piece of blob.stream()) {
      digester.update(piece);
      context.signal?.throwIfAborted();
    }
    context.tally.blobs++;
    context.tally.bytes += digester.size;
    count++;
    bytes += digester.size;
    const found = digester.digests().get(hash);
    if (found === digest) continue;
    context.findings.say(path, {
      requirement: "image.layout.blob-path-matches-content",
      severity: "error",
      message: "The blob's content is not what its name says",
      expected: digest,
      found: found ?? "nothing",
      advice: "Remove it, nothing refers to it; or fetch it again.",
    });
  }
  if (count === 0) return;
  const words = count === 1 ? "one blob that nothing refers to" : `${count} blobs that nothing refers to`;
  context.notLookedAt.push({ path: "blobs", size: bytes, reason: `${words}: only hashed` });
}
