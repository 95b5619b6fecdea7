import {
  Content,
  type Descriptor,
  descriptorOf,
  type Image,
  indexOver,
  manifestOf,
  mediaTypes,
  pushBlob,
  pushImage,
  scenario,
} from "../kit/index.ts";
import { listReferrers, showsReferrers } from "./list.ts";

export const artifactType = "application/vnd.example.conformance.signature";
export const annotations = { "org.example.conformance": "kept", "org.example.letters": "äöü" };

const emptyConfig = Content.text("{}").as(mediaTypes.empty);

/** A manifest over the image's blobs that refers to a subject; the name tells it from others. */
export function referrerOf(image: Image, subject: Descriptor, name: string): Content {
  return manifestOf(image, { artifactType, subject, annotations: { "org.example.conformance": name } });
}

/**
 * An image, and manifests that name it as their subject: with artifactType over an empty config and over one of a
 * type of its own, without artifactType, and an index. One has a tag, the others have none.
 */
export const referrers = scenario("manifests with a subject are pushed and listed", async (context) => {
  const { repository, step, unique, blob, remember, alsoRead } = context;
  if (alsoRead.referrers.length > 0) remember("listed there", alsoRead.referrers);
  await Promise.all(
    alsoRead.referrers.map((digest) => step(`there: list referrers of ${digest}`, listReferrers(repository, digest))),
  );
  const absent = blob(64, "never pushed").digest;
  const [image] = await Promise.all([
    pushImage(context, unique("subject")),
    pushBlob(context, emptyConfig, "empty config"),
  ]);
  const subject = descriptorOf(image.manifest);
  const over = (config: Content, fields: Record<string, unknown>) => manifestOf({ config, layer: image.layer }, fields);

  const typed = over(emptyConfig, { artifactType, subject, annotations });
  const typedTwice = over(image.config, { artifactType, subject });
  const untyped = over(image.config, { subject });
  const index = indexOver([descriptorOf(image.manifest)], { subject });
  const stranger = over(image.config, { subject: { ...subject, digest: absent, size: 64 } });
  remember("subject", subject.digest);
  for (const [name, { digest, size, mediaType }] of Object.entries({ typed, typedTwice, untyped, index, stranger }))
    remember(name, { digest, size, mediaType });

  await step("list before", listReferrers(repository, subject.digest));
  await Promise.all([
    step("put typed", repository.putManifest(unique("typed"), typed)),
    step("put typed twice", repository.putManifest(typedTwice.digest, typedTwice)),
    step("put untyped", repository.putManifest(untyped.digest, untyped)),
    step("put index", repository.putManifest(index.digest, index)),
    step("put with absent subject", repository.putManifest(stranger.digest, stranger)),
  ]);
  await Promise.all([
    step("list", listReferrers(repository, subject.digest), {
      shows: showsReferrers(typed, typedTwice, untyped, index),
    }),
    step("list filtered", listReferrers(repository, subject.digest, artifactType), {
      shows: showsReferrers(typed, typedTwice),
    }),
    step("list of none", listReferrers(repository, blob(64, "not referred to").digest)),
    step("list of no digest", listReferrers(repository, "notadigest")),
  ]);
});
