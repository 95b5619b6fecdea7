import {
  Content,
  describe,
  digestLike,
  expect,
  given,
  integrity,
  pushBlob,
  requirement,
  scenario,
} from "../kit/index.ts";
import { pushedImage } from "../seed.ts";
import { expectThere, readBlobsThere } from "../there.ts";
import { bearing } from "./redirected.ts";

const contentDigest = "Docker-Content-Digest";
const KiB = 1024;

const someBlobs = scenario("a layer and blobs of one byte and of all bytes are pulled", async (context) => {
  const { repository, step, after, blob } = context;
  const { image } = await after(pushedImage);
  await Promise.all([step("get layer", repository.getBlob(image.layer)), readBlobsThere(context)]);
  const unique = blob(64);
  // Of all values, so that a conversion of text or of its line ends shows.
  const allBytes = new Content(
    Buffer.concat([Buffer.from(Array.from({ length: 256 }, (_, value) => value)), Buffer.from("\r\n"), unique.bytes]),
    () => `{ for i in $(seq 0 255); do printf "\\\\$(printf %o $i)"; done; printf '\\r\\n'; ${unique.source}; }`,
  );
  await Promise.all([pushBlob(context, oneByte, "one byte"), pushBlob(context, allBytes, "all bytes")]);
  await Promise.all([
    step("get one byte", repository.getBlob(oneByte)),
    step("get all bytes", repository.getBlob(allBytes)),
  ]);
});

const oneByte = Content.text("1");

/** Too long for one read of most servers, so that its length is not known by the way. */
const longBlob = scenario("a blob of 160 KiB is pulled", async (context) => {
  const { repository, step, blob } = context;
  const long = blob(160 * KiB, "long");
  await pushBlob(context, long);
  await step("get", repository.getBlob(long));
});

const emptyBlob = scenario("a blob without a byte is pushed and pulled", async ({ repository, step }) => {
  const opened = await step("open", repository.openUpload(), { needs: "2xx" });
  await step("close", opened.upload.put(Content.empty, Content.empty));
  await Promise.all([step("get", repository.getBlob(Content.empty)), step("head", repository.headBlob(Content.empty))]);
});

const racingUploads = scenario("one blob is pushed twice at the same time", async ({ repository, step, blob }) => {
  const same = blob(512, "raced");
  const [one, other] = await Promise.all([
    step("open one", repository.openUpload(), { needs: "2xx" }),
    step("open other", repository.openUpload(), { needs: "2xx" }),
  ]);
  await Promise.all([step("close one", one.upload.put(same, same)), step("close other", other.upload.put(same, same))]);
  await step("get", repository.getBlob(same));
});

describe("Pulling blobs", () => {
  requirement("pull.blob.get-200", someBlobs, (_, context) => {
    for (const get of context.stepsNamed("get ")) {
      expect(get).toHaveStatus(200);
      integrity(get).toDeliver();
    }
    expectThere("get", "blob", context);
  });

  requirement("pull.blob.get-digest-match", pushedImage, ({ getBlob }, { notApplicable }) => {
    given(getBlob).toHaveStatus(200);
    const bearer = bearing(contentDigest, getBlob);
    const digest = bearer.header(contentDigest);
    if (!digest) return notApplicable(`blobs come without ${contentDigest}: send it to test it`);
    // One in an algorithm that we cannot compute is taken as right.
    expect(digest, contentDigest, bearer).toBe(digestLike(digest, getBlob.body) ?? digest);
  });

  requirement("pull.blob.get-digest-header", pushedImage, ({ getBlob }) => {
    given(getBlob).toHaveStatus(200);
    expect(bearing(contentDigest, getBlob)).toHaveHeader(contentDigest);
  });

  requirement("pull.blob.get-content-length", longBlob, ({ get }, { notApplicable }) => {
    expect(get).toArriveWhole();
    given(get).toHaveStatus(200);
    if (!get.header("Content-Length")) notApplicable("blobs come without a Content-Length, which is legal");
    expect(get).toDeclareSize();
  });

  requirement("pull.empty-blob", emptyBlob, ({ close, get, head }, { notApplicable }) => {
    if (close.refused) notApplicable(`the registry takes no empty blob (status ${close.status})`);
    given(close).toSucceed();
    for (const answer of [get, head]) expect(answer).toHaveStatus(200);
    integrity(get).toDeliver();
  });
});

describe("Layer Upload De-duplication", () => {
  requirement("pull.large-concurrent", racingUploads, ({ closeOne, closeOther, get }) => {
    for (const close of [closeOne, closeOther]) expect(close).toSucceed();
    expect(get).toHaveStatus(200);
    integrity(get).toDeliver();
  });
});
