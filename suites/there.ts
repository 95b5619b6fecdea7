import type { BodySink } from "../client/wire.ts";
import {
  type CheckContext,
  digestLike,
  expect,
  integrity,
  type Observation,
  type ScenarioContext,
} from "./kit/index.ts";

/** However long it is, nobody looks at more than its digest. */
const drain: BodySink = { write: () => "more", onReady: () => {} };

/** Asks for the manifests that were there before the run, by GET and HEAD, and for the blobs by HEAD. */
export async function readThere({ repository, step, alsoRead, remember }: ScenarioContext): Promise<void> {
  const { manifests, blobs } = alsoRead;
  if (manifests.length > 0) remember("manifests there", manifests);
  if (blobs.length > 0) remember("blobs there", blobs);
  await Promise.all([
    ...manifests.flatMap((reference) => [
      step(`there: get manifest ${reference}`, repository.getManifest(reference)),
      step(`there: head manifest ${reference}`, repository.headManifest(reference)),
    ]),
    ...blobs.map((digest) => step(`there: head blob ${digest}`, repository.headBlob(digest))),
  ]);
}

/** Asks for the blobs, by GET. */
export async function readBlobsThere({ repository, step, alsoRead, remember }: ScenarioContext): Promise<void> {
  const { blobs } = alsoRead;
  if (blobs.length > 0) remember("blobs there", blobs);
  await Promise.all(
    blobs.map((digest) => step(`there: get blob ${digest}`, { ...repository.getBlob(digest), into: drain })),
  );
}

/** What there was, if anything, is answered with 200; under a digest come bytes that have it. */
export function expectThere(method: "get" | "head", kind: "manifest" | "blob", context: CheckContext): void {
  if (!context.remembers(`${kind}s there`)) return;
  for (const reference of context.recall<string[]>(`${kind}s there`))
    for (const answer of context.stepsNamed(`there: ${method} ${kind} ${reference}`)) {
      expect(answer).toHaveStatus(200);
      if (method === "get" && reference.includes(":")) expectDigest(answer, reference);
    }
}

/** One in an algorithm that we cannot compute is taken as right. */
function expectDigest(answer: Observation, digest: string): void {
  const found = digestLike(digest, answer.body);
  if (found !== undefined) integrity(found, "digest of the body", answer).toBe(digest);
}
