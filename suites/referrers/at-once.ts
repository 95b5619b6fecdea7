import { walk } from "../discovery/link.ts";
import { lagging } from "../discovery/own-repository.ts";
import {
  type Descriptor,
  describe,
  descriptorOf,
  expect,
  given,
  longScenario,
  manifestOf,
  type Observation,
  requirement,
} from "../kit/index.ts";
import { pushedImage } from "../seed.ts";
import { goesOn, hadRoom, listReferrers, lists, oneMore, pushOneMore, showsReferrers } from "./list.ts";

const count = 24;
/** Even one referrer a page needs no more. */
const longestWalk = count + 2;
/**
 * Characters that each of them brings into the list: the longer it takes to write, the sooner two writers meet. All of
 * it must be recorded, though, and of JSON 64 KiB are.
 */
const annotated = 2048;

// What goes first goes together: others would come in between.
const atOnce = longScenario("many manifests with one subject are pushed at once", async (context) => {
  const { repository, step, after, unique, remember } = context;
  const { image } = await after(pushedImage);
  const run = unique("at-once");
  const subject = manifestOf(image, { annotations: { "org.example.conformance": run } });
  await step("put subject", repository.putManifest(subject.digest, subject), { needs: "2xx" });
  const referrer = (name: string) =>
    manifestOf(image, {
      artifactType: "application/vnd.example.conformance.at-once",
      subject: descriptorOf(subject),
      annotations: { "org.example.conformance": `${run} ${name}`.padEnd(annotated, ".") },
    });
  const referrers = Array.from({ length: count }, (_, index) => referrer(`number ${index + 1}`));
  const answers = await Promise.all(
    referrers.map((each, index) => step(`put ${index + 1}`, repository.putManifest(each.digest, each))),
  );
  const accepted = referrers.filter((_, index) => answers[index] && accepts(answers[index]));
  remember(
    "accepted",
    accepted.map(({ digest }) => ({ digest })),
  );
  const list = listReferrers(repository, subject.digest);
  const showsAll = showsReferrers(...accepted);
  const [first] = await walk(context, "list", list, longestWalk, (page) => goesOn(page) || showsAll(page));
  if (!first || goesOn(first) || first.status !== 200 || showsAll(first)) return;
  const more = referrer("one more");
  await pushOneMore(context, more, list, showsReferrers(more));
});

function accepts({ answered, response }: Observation): boolean {
  return answered && response.status >= 200 && response.status < 300;
}

describe("Enabling the Referrers API", () => {
  requirement("referrers.pushed-at-once", atOnce, (steps, { stepsNamed, recall, note, notApplicable, happened }) => {
    const pages = stepsNamed("list").filter(({ exchange }) => exchange.step !== oneMore);
    for (const page of pages) given(page).toHaveStatus(200);
    const last = pages.at(-1) as Observation;
    given(goesOn(last), "whether the list goes on behind the last page", last).toBe(false);
    const accepted = recall<Pick<Descriptor, "digest">[]>("accepted");
    given(accepted.length > 1, "whether several of them were accepted", last).toBe(true);
    const listed = accepted.filter((each) => pages.some((page) => lists(page, each)));
    if (listed.length < accepted.length) {
      note(lagging);
      // Of a list that is cut off nobody knows whether it is whole.
      if (happened(oneMore) && !hadRoom(steps.list, steps[oneMore]))
        notApplicable("the list takes no more entries and has no Link: let it go on to test it");
    }
    expect(listed.length, `of ${accepted.length} manifests that were pushed at once and accepted, listed:`, last).toBe(
      accepted.length,
    );
  });
});
