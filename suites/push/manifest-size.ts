import {
  Content,
  describe,
  expect,
  given,
  integrity,
  manifestOf,
  type Observation,
  requirement,
  type ScenarioContext,
  scenario,
} from "../kit/index.ts";
import { pushedImage } from "../seed.ts";

const MB = 1_000_000;
const MiB = 1024 * 1024;

/**
 * A manifest of exactly that many bytes, padded by annotations of some 10,000 bytes each. They are put into the text,
 * since to write megabytes as JSON takes longer than to push them.
 */
async function manifestOfSize({ after, unique }: ScenarioContext, size: number): Promise<Content> {
  const { image } = await after(pushedImage);
  const bare = manifestOf(image, { annotations: { "org.example.unique": unique("large"), [rest]: "" } });
  const count = Math.floor((size - bare.size) / pad(0).length);
  const pads = Array.from({ length: count }, (_, index) => pad(index)).join("");
  const more = "x".repeat(size - bare.size - pads.length);
  const text = bare.bytes.toString("utf8").replace(`"${rest}": "`, `${pads}"${rest}": "${more}`);
  return Content.text(text, bare.mediaType);
}

const rest = "org.example.rest";
const padding = "x".repeat(10_000);
const pad = (index: number) => `"org.example.pad.${String(index).padStart(4, "0")}": "${padding}",\n    `;

const fourMegabytes = scenario("a manifest of four megabytes is pushed", async (context) => {
  const { repository, step, unique } = context;
  const tag = unique("four-megabytes");
  const manifest = await manifestOfSize(context, 4 * MB);
  await step("put", repository.putManifest(tag, manifest));
  await step("get", repository.getManifest(tag, { about: manifest }));
});

const tooLarge = scenario("ever larger manifests are pushed", async (context) => {
  const { repository, step, unique } = context;
  await step("control", repository.putManifest(unique("control"), await manifestOfSize(context, 30_000)));
  // Just above the limit that the spec advises, and well above it.
  for (const size of [5, 16]) {
    const tag = unique("too-large");
    const put = await step(`put ${size} MiB`, repository.putManifest(tag, await manifestOfSize(context, size * MiB)));
    if (put.answered && put.status < 300) continue;
    await step("get refused", repository.getManifest(tag));
    return;
  }
});

describe("Pushing manifests: size", () => {
  requirement("push.manifest.size-limit", tooLarge, ({ control }, { stepsNamed, note }) => {
    given(control).toSucceed();
    const last = stepsNamed("put ").at(-1) as Observation;
    const { size } = last.exchange.request.body;
    const outcome = last.answered && last.status < 300 ? "accepted" : "refused";
    note(`${outcome}: ${size} bytes${outcome === "accepted" ? "; a limit above that would not be seen" : ""}`);
    expect(outcome, `a manifest of ${size / MiB} MiB`, last).toBe("refused");
  });

  requirement("push.manifest.too-large-413", tooLarge, (steps, { stepsNamed, happened, notApplicable }) => {
    given(steps.control).toSucceed();
    const last = stepsNamed("put ").at(-1) as Observation;
    if (!happened("get refused")) notApplicable("no manifest was refused for its size, up to 16 MiB");
    expect(last).toBeAnswered();
    expect(last).toHaveStatus(413);
    expect(steps.getRefused).notToSucceed();
  });

  requirement("push.manifest.four-megabytes", fourMegabytes, ({ put, get }) => {
    expect(put).toSucceed();
    given(get).toHaveStatus(200);
    integrity(get).toDeliver();
  });
});
