import { descriptorOf, indexOver, manifestOver, pushImage, scenario } from "../kit/index.ts";
import { listReferrers } from "./list.ts";

export const artifactType = "application/vnd.example.conformance.signature";
export const annotations = { "org.example.conformance": "kept", "org.example.letters": "äöü" };

/** An image, and manifests that name it as their subject: with and without artifactType, and an index. */
export const referrers = scenario("manifests with a subject are pushed and listed", async (context) => {
  const { repository, step, unique, blob, remember } = context;
  const absent = blob(64, "never pushed").digest;
  const image = await pushImage(context, unique("subject"));
  const subject = descriptorOf(image.manifest);
  const over = (fields: Record<string, unknown>) =>
    manifestOver(descriptorOf(image.config), [descriptorOf(image.layer)], fields);

  const typed = over({ artifactType, subject, annotations });
  const untyped = over({ subject });
  const index = indexOver([descriptorOf(image.manifest)], { subject });
  const stranger = over({ artifactType, subject: { ...subject, digest: absent, size: 64 } });
  remember("subject", subject.digest);
  for (const [name, { digest, size, mediaType }] of Object.entries({ typed, untyped, index, stranger }))
    remember(name, { digest, size, mediaType });

  await step("list before", listReferrers(repository, subject.digest));
  await Promise.all([
    step("put typed", repository.putManifest(typed.digest, typed)),
    step("put untyped", repository.putManifest(untyped.digest, untyped)),
    step("put index", repository.putManifest(index.digest, index)),
    step("put with absent subject", repository.putManifest(stranger.digest, stranger)),
  ]);
  await Promise.all([
    step("list", listReferrers(repository, subject.digest)),
    step("list filtered", listReferrers(repository, subject.digest, artifactType)),
    step("list of none", listReferrers(repository, blob(64, "not referred to").digest)),
    step("list of no digest", listReferrers(repository, "notadigest")),
  ]);
});
