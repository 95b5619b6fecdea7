import { expect, test } from "vitest";
import { type Ability, abilityNames, type Finding, type Probe } from "../../../engine/probe/findings.ts";
import { probeText } from "../../../engine/probe/text.ts";

const nothing: Finding = { supported: null, reason: "not tried" };
const told = (more: Partial<Probe> = {}) => {
  const findings = Object.fromEntries(abilityNames.map((name) => [name, nothing])) as Record<Ability, Finding>;
  return probeText({
    url: "https://registry.example",
    apiVersion: "2",
    authentication: "none",
    findings: {
      ...findings,
      push: { supported: true, reason: "a blob was pushed" },
      sha512: { supported: false, reason: "answered with 400" },
    },
    requests: 10,
    left: [],
    hasOpenUpload: false,
    ...more,
  });
};

test("A probe is told in a line for each ability, between what was probed and what was left there", () => {
  expect(told()).toBe(`https://registry.example: API version 2, asks for no credentials
push               yes  takes uploads: a blob was pushed
resumable-uploads  ?    tells how far an upload is: not tried
chunk-minimum      ?    sets a minimum for chunks: not tried
mount              ?    mounts blobs: not tried
sha512             no   takes content by its sha512 digest: answered with 400
artifacts          ?    takes manifests with an artifact type: not tried
subject            ?    takes manifests with a subject: not tried
referrers          ?    lists referrers: not tried
blob-deletion      ?    deletes blobs: not tried
manifest-deletion  ?    deletes manifests: not tried
tag-deletion       ?    deletes tags: not tried
extensions         ?    lists its extensions: not tried
10 requests. Nothing was left there.
`);
});

test("What it asks for, and whether it is a registry at all, is told first", () => {
  const [first] = told({ apiVersion: null, authentication: "bearer" }).split("\n");
  expect(first).toBe("https://registry.example: no answer of API version 2, bearer authentication");
});

test("What was left there is named, an upload apart", () => {
  const upload = "an upload that could not be cancelled, which a registry ends by itself";
  expect(told({ left: ["a/b@sha512:1", "a/b@sha256:2"] })).toContain(
    "\n10 requests. Left there: a/b@sha512:1, a/b@sha256:2\n",
  );
  expect(told({ hasOpenUpload: true })).toContain(`\n10 requests. Left there: ${upload}\n`);
  expect(told({ left: ["a/b@sha256:2"], hasOpenUpload: true })).toContain(`Left there: a/b@sha256:2, ${upload}\n`);
});
