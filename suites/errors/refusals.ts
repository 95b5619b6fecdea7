import { Content, descriptorOf, isThere, mediaTypes, scenario, type Upload } from "../kit/index.ts";
import { newManifest } from "../push/new-manifest.ts";
import { pushedImage } from "../seed.ts";
import { malformedManifests } from "./malformed-manifests.ts";

/**
 * Each situation once that the table of error codes has a name for, and every malformed manifest, which may be refused.
 * What is, or may be, are the steps `refused: …`.
 */
export const refusals = scenario("a registry is asked for what it must refuse", async (context) => {
  const { repository, repositoryNamed, unknownRepository, step, after, unique, blob } = context;
  const { tag, image } = await after(pushedImage);
  const absent = blob(64, "absent").digest;

  // No step stops the scenario: what one situation lacks, the others need not.
  const session = async (what: string, use: (upload: Upload) => Promise<unknown>) => {
    const opened = await step(`open for ${what}`, repository.openUpload());
    if (opened.answered && opened.header("Location")) await use(opened.upload);
  };
  const closedUpload = (upload: Upload) => {
    const [content, more] = [blob(1024, "closed"), blob(1024, "more")];
    const close = step("close", upload.put(content, content));
    return close.then(() => step("refused: closed upload", upload.patch(more, { at: 0 })));
  };
  const chunk = blob(4096, "chunk");
  const layer = descriptorOf(blob(1024, "absent layer").as(mediaTypes.layer));
  const malformed = await malformedManifests(context);
  await Promise.all([
    step("get manifest", repository.getManifest(tag, { about: image.manifest })),
    step("list tags", repository.listTags(), { shows: isThere }),
    step("refused: unknown tag", repository.getManifest(unique("absent"))),
    step("refused: unknown digest", repository.getManifest(absent)),
    step("refused: unknown blob", repository.getBlob(absent)),
    step("refused: malformed digest", repository.getBlob("sha256:short")),
    step("refused: malformed reference", repository.getManifest("sha256:short")),
    step("refused: unknown repository", unknownRepository().listTags()),
    step("refused: bad name", repositoryNamed(`${repository.name}/Not-A-Name`).listTags()),
    session("mismatch", (upload) => step("refused: mismatch", upload.put(absent, blob(64, "other")))),
    session("late chunk", (upload) => step("refused: late chunk", upload.patch(chunk, { at: chunk.size }))),
    session("wrong length", (upload) =>
      step("refused: wrong length", upload.patch(chunk, { contentRange: `0-${2 * chunk.size}` })),
    ),
    session("closing", closedUpload),
    step("refused: cut manifest", repository.putManifest(unique("cut"), Content.text("{", mediaTypes.manifest))),
    newManifest(context, { layers: [layer] }).then((manifest) =>
      step("refused: missing layer", repository.putManifest(unique("missing"), manifest)),
    ),
    ...Object.entries(malformed).map(([flaw, manifest]) =>
      step(`refused: a manifest with ${flaw}`, repository.putManifest(unique("malformed"), manifest)),
    ),
  ]);
});
