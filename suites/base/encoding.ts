import { gunzipSync, gzipSync } from "node:zlib";
import { digestOf } from "../../client/content.ts";
import {
  Content,
  describe,
  expect,
  given,
  integrity,
  type Observation,
  pushBlob,
  requirement,
  scenario,
} from "../kit/index.ts";
import { pushedImage } from "../seed.ts";

const negotiated = scenario("content is asked for with and without an offer to take gzip", async (context) => {
  const { repository, step, after, unique } = context;
  const { tag, image } = await after(pushedImage);
  const packed = gzipped(unique("packed"));
  await pushBlob(context, packed, "packed blob");
  await Promise.all(
    [
      ["as it is", "identity"],
      ["or gzipped", "gzip"],
    ].flatMap(([how, coding]) => {
      const headers = { "Accept-Encoding": coding as string };
      return [
        step(`manifest ${how}`, repository.getManifest(tag, { about: image.manifest, headers })),
        step(`blob ${how}`, repository.getBlob(image.layer, { headers })),
        // A layer that is gzip by itself: neither is it to be unpacked, nor is that a coding of the transfer.
        step(`packed blob ${how}`, repository.getBlob(packed, { headers })),
      ];
    }),
  );
});

describe("Pulling manifests", () => {
  requirement("base.http.no-content-encoding-change", negotiated, (steps) => {
    for (const what of ["manifest", "blob", "packed blob"]) {
      const [plain, offered] = [steps[`${what} as it is`], steps[`${what} or gzipped`]];
      for (const answer of [plain, offered]) given(answer).toHaveStatus(200);
      expect(codingOf(plain), "Content-Encoding", plain).toBe("identity");
      integrity(plain).toDeliver();
      expect(codingOf(offered), "Content-Encoding", offered).toBeOneOf("identity", "gzip");
      if (codingOf(offered) === "identity") integrity(offered).toDeliver();
      else integrity(decodedDigest(offered), "digest of the decoded body", offered).toBe(offered.about?.digest);
    }
  });
});

function codingOf(answer: Observation): string {
  return answer.header("Content-Encoding")?.toLowerCase() || "identity";
}

/** Digest of a body in gzip; undefined when it is none, or more than what is recorded of a body. */
function decodedDigest({ body: { base64, truncated } }: Observation): string | undefined {
  if (base64 === undefined || truncated) return undefined;
  try {
    return digestOf("sha256", gunzipSync(Buffer.from(base64, "base64")));
  } catch {
    return undefined;
  }
}

function gzipped(text: string): Content {
  // Stored, not packed: by its text the content is known to be the run's own, which may be deleted.
  const bytes = gzipSync(text, { level: 0 });
  return new Content(bytes, () => `printf %s ${bytes.toString("base64")} | base64 -d`);
}
