import type { Category } from "../../specs/model.ts";
import { UsageError } from "../errors.ts";
import type { OfficialGiven } from "./environment.ts";
import { type Candidate, type Note, switchOf } from "./given.ts";
import type { KeyName, LegacyVariable } from "./keys.ts";

/** What the variables of the official suite's first version come to. */
export interface Legacy {
  keys: OfficialGiven[];
  candidates: Candidate[];
  notes: Note[];
}

const categoryOf = {
  OCI_TEST_PULL: "pull",
  OCI_TEST_PUSH: "push",
  OCI_TEST_CONTENT_DISCOVERY: "discovery",
  OCI_TEST_CONTENT_MANAGEMENT: "management",
} as const satisfies Partial<Record<LegacyVariable, Category>>;

/** How its second version reads them. */
const keysOf: Record<keyof typeof categoryOf, readonly KeyName[]> = {
  OCI_TEST_PULL: ["apis.pull"],
  OCI_TEST_PUSH: ["apis.push"],
  OCI_TEST_CONTENT_DISCOVERY: ["apis.tags.list", "apis.referrer"],
  OCI_TEST_CONTENT_MANAGEMENT: ["apis.tags.delete", "apis.manifests.delete", "apis.blobs.delete"],
};

const workflows = Object.keys(categoryOf) as (keyof typeof categoryOf)[];

/**
 * Reads them as the first version did; the four OCI_TEST_* as the second does where its own settings stand beside them.
 * @param alone false when there are settings of the second version, too
 * @throws UsageError
 */
export function fromLegacy(variables: Partial<Record<LegacyVariable, string>>, alone: boolean): Legacy {
  const legacy: Legacy = { keys: [], candidates: [], notes: [] };
  const rank = "legacy environment";
  const key = (name: KeyName, from: LegacyVariable, value: string | boolean | string[]) =>
    legacy.keys.push({ key: name, value, from, rank });
  const option = (name: Candidate["option"], from: string, value: unknown) =>
    legacy.candidates.push({ option: name, value, from, rank });
  const say = (text: string, odd = false) => legacy.notes.push({ text, odd });
  const isOn = (name: LegacyVariable) => variables[name] !== undefined && switchOf(variables[name], name);

  const { OCI_ROOT_URL: url, OCI_NAMESPACE: namespace, OCI_CROSSMOUNT_NAMESPACE: crossmount } = variables;
  if (url !== undefined) {
    key("registry", "OCI_ROOT_URL", url);
    if (url.startsWith("https:"))
      say("OCI_ROOT_URL: unlike there, the certificate is verified; --insecure turns that off", true);
  }
  if (namespace !== undefined) key("repo1", "OCI_NAMESPACE", namespace);
  if (crossmount !== undefined && crossmount === namespace)
    say(
      `OCI_CROSSMOUNT_NAMESPACE equals OCI_NAMESPACE: what does not leak shows only in another, so ${namespace}-second is used`,
      true,
    );
  else if (crossmount !== undefined) {
    key("repo2", "OCI_CROSSMOUNT_NAMESPACE", crossmount);
    say("OCI_CROSSMOUNT_NAMESPACE: here blobs are mounted from it, there they were mounted into it");
  }

  const asked = workflows.filter((name) => variables[name] !== undefined);
  const on = asked.filter(isOn);
  if (alone && asked.length > 0) {
    if (on.length === 0) throw new UsageError(`${asked.join(", ")}: all of them are off, so there is nothing to test`);
    if (on.length < workflows.length) {
      const selected = on.map((name) => categoryOf[name]);
      option("category", on.join(", "), selected);
      say(`${workflows.filter((name) => !on.includes(name)).join(", ")}: off, as in the first official suite`, true);
    } else say(`${on.join(", ")}: all of them is what is tested anyway`);
  } else for (const name of asked) for (const each of keysOf[name]) key(each, name, on.includes(name));

  const { OCI_TAG_NAME: tag, OCI_MANIFEST_DIGEST: manifest, OCI_BLOB_DIGEST: blob, OCI_TAG_LIST: tags } = variables;
  const names = [...(tag === undefined ? [] : [tag]), ...(tags?.split(",") ?? [])];
  if (names.length > 0) key("roData.tags", tag === undefined ? "OCI_TAG_LIST" : "OCI_TAG_NAME", names);
  if (manifest !== undefined) key("roData.manifests", "OCI_MANIFEST_DIGEST", [manifest]);
  if (blob !== undefined) key("roData.blobs", "OCI_BLOB_DIGEST", [blob]);
  if (tag !== undefined && manifest !== undefined && blob !== undefined && !isOn("OCI_TEST_PUSH"))
    option("pullOnly", "OCI_TAG_NAME, OCI_MANIFEST_DIGEST, OCI_BLOB_DIGEST", true);

  if (isOn("OCI_DEBUG")) key("logging", "OCI_DEBUG", "debug");
  if (variables.OCI_REPORT_DIR !== undefined) key("resultsDir", "OCI_REPORT_DIR", variables.OCI_REPORT_DIR);
  if (isOn("OCI_SKIP_EMPTY_LAYER_PUSH_TEST")) key("data.noLayers", "OCI_SKIP_EMPTY_LAYER_PUSH_TEST", false);
  if (variables.OCI_AUTH_SCOPE !== undefined) option("authScope", "OCI_AUTH_SCOPE", variables.OCI_AUTH_SCOPE);
  if (variables.OCI_HIDE_SKIPPED_WORKFLOWS !== undefined)
    say("OCI_HIDE_SKIPPED_WORKFLOWS changes nothing: report.html filters by verdict itself");
  if (variables.OCI_DELETE_MANIFEST_BEFORE_BLOBS !== undefined)
    say("OCI_DELETE_MANIFEST_BEFORE_BLOBS changes nothing: manifests go before the blobs that they hold");
  if (variables.OCI_AUTOMATIC_CROSSMOUNT !== undefined)
    say(
      "OCI_AUTOMATIC_CROSSMOUNT changes nothing: the spec allows 201 and 202, and push.mount.from-optional tells which",
    );
  return legacy;
}
