import { expect, test } from "vitest";
import type { Call } from "../../../client/call.ts";
import { Content } from "../../../client/content.ts";
import { Conversation } from "../../../engine/conversation.ts";
import { scenario } from "../../../suites/kit/index.ts";
import type { Repository } from "../../../suites/kit/repository.ts";
import { fakeClient } from "../fake-client.ts";
import { place } from "./place.ts";

const manifest = Content.text("{}", "application/vnd.oci.image.manifest.v1+json");
let scenarios = 0;

/** Whether two scenarios side by side, the second in a further try if so told, send their calls side by side, too. */
async function overlap(
  one: (repository: Repository) => Call,
  other: (repository: Repository) => Call,
  { inFurtherTry = false } = {},
): Promise<boolean> {
  const client = slowClient();
  const conversation = new Conversation(client, place);
  const further = new Conversation(client, place, { first: { conversation, attempt: 1 } });
  const sending = (callFor: (repository: Repository) => Call) =>
    scenario(`a call beside another, ${++scenarios}`, ({ step, repository }) => step("send", callFor(repository)));
  await Promise.all([conversation.hold(sending(one)), (inFurtherTry ? further : conversation).hold(sending(other))]);
  return client.events.join(" ") === "begun begun over over";
}

function slowClient() {
  const client = fakeClient(() => ({ status: 201 }));
  const events: string[] = [];
  return {
    ...client,
    events,
    async send(...[call, label]: Parameters<typeof client.send>) {
      events.push("begun");
      await new Promise(setImmediate);
      const sent = await client.send(call, label);
      events.push("over");
      return sent;
    },
  };
}

const push = (reference: string) => (repository: Repository) => repository.putManifest(reference, manifest);
const remove = (reference: string) => (repository: Repository) => repository.deleteManifest(reference);

test("A manifest is not deleted while a tag is written, nor a tag written while one is deleted", async () => {
  expect(await overlap(push("tag"), remove(manifest.digest))).toBe(false);
  expect(await overlap(remove("tag"), push("other"))).toBe(false);
  expect(await overlap(push(`${manifest.digest}?tag=tag`), remove(manifest.digest))).toBe(false);
});

test("Tags are written side by side, and so are manifests deleted", async () => {
  expect(await overlap(push("tag"), push("other"))).toBe(true);
  expect(await overlap(remove("tag"), remove("other"))).toBe(true);
});

test("Whatever writes no tag waits for no deletion", async () => {
  const deletion = remove("tag");
  expect(await overlap(push(manifest.digest), deletion)).toBe(true);
  expect(await overlap(push(manifest.digest.replace(":", "%3a")), deletion)).toBe(true);
  expect(await overlap((repository) => repository.getManifest("tag"), deletion)).toBe(true);
  expect(await overlap((repository) => repository.deleteBlob(manifest), deletion)).toBe(true);
  expect(await overlap((repository) => repository.openUpload(), deletion)).toBe(true);
  const close = (repository: Repository) => repository.request("PUT", "blobs/uploads/7");
  expect(await overlap(close, (repository) => repository.deleteBlob(manifest))).toBe(true);
});

test("Each repository has its own turns", async () => {
  const elsewhere = (repository: Repository) => {
    const call = remove("tag")(repository);
    return { ...call, url: call.url.replace("some/repo", "some/other") };
  };
  expect(await overlap(push("tag"), elsewhere)).toBe(true);
});

test("Further tries wait for the first one, and it for them", async () => {
  expect(await overlap(push("tag"), remove("tag"), { inFurtherTry: true })).toBe(false);
  expect(await overlap(remove("tag"), push("tag"), { inFurtherTry: true })).toBe(false);
});
