import { Content, descriptorOf, indexOver, mediaTypes, scenario } from "../kit/index.ts";
import { withAnotherId } from "../push/another-id.ts";
import { newManifest } from "../push/new-manifest.ts";
import { pushedImage } from "../seed.ts";

/** Every mistake that the table of error codes has a name for and that needs no account of its own. */
export const mistakes = scenario("mistakes of every kind are made", async (context) => {
  const { repository, repositoryNamed, unknownRepository, step, after, unique, blob } = context;
  const { tag, image } = await after(pushedImage);
  const absent = blob(1024, "absent").as(mediaTypes.layer);
  const open = (what: string) => step(`open for ${what}`, repository.openUpload(), { needs: "2xx" });

  const reading = [
    // What is there, so that one who refuses everything does not pass.
    step("get manifest", repository.getManifest(tag, { about: image.manifest })),
    step("mistake: get absent blob", repository.getBlob(absent.digest)),
    step("mistake: get absent manifest", repository.getManifest(unique("absent"))),
    step("mistake: get malformed digest", repository.getBlob("sha256:short")),
    step("mistake: list tags in unknown repository", unknownRepository().listTags()),
    step("mistake: list tags of a bad name", repositoryNamed("Bad_UPPER/-name").listTags()),
    step("mistake: delete the tag list", repository.request("DELETE", "tags/list")),
  ];
  const mismatched = async () => {
    const opened = await open("mismatch");
    await step("mistake: put mismatched", opened.upload.put(absent.digest, blob(1024, "other")));
  };
  const lost = async () => {
    const opened = await open("unknown session");
    await step("mistake: patch unknown session", opened.upload.at(withAnotherId).patch(blob(64, "lost")));
  };
  const gap = async () => {
    const opened = await open("gap");
    await step("mistake: patch behind a gap", opened.upload.patch(blob(64, "gap"), { at: 1024 }));
  };
  const short = async () => {
    const opened = await open("short chunk");
    await step("mistake: patch too short", opened.upload.patch(blob(64, "short"), { contentRange: "0-127" }));
  };
  const manifests = async () => {
    const broken = Content.text('{"schemaVersion": 2, "config": {', mediaTypes.manifest);
    const overNothing = await newManifest(context, { layers: [descriptorOf(absent)] });
    const index = indexOver([descriptorOf(await newManifest(context))]);
    await Promise.all([
      step("mistake: put broken manifest", repository.putManifest(unique("broken"), broken)),
      step("mistake: put manifest over nothing", repository.putManifest(unique("over-nothing"), overNothing)),
      step("mistake: put index over nothing", repository.putManifest(unique("over-nothing"), index)),
    ]);
  };
  const singlePost = step("mistake: post mismatched", repository.postBlob(blob(1024, "posted"), absent.digest));
  await Promise.all([...reading, mismatched(), lost(), gap(), short(), manifests(), singlePost]);
});
