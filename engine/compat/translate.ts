import { UsageError } from "../errors.ts";
import type { OfficialGiven } from "./environment.ts";
import { type Candidate, type Given, type Note, strongest } from "./given.ts";
import { patternsFor } from "./groups.ts";
import type { KeyName } from "./keys.ts";
import { type SwitchName, switches } from "./switches.ts";

/** How the official suite calls the versions that we judge by. */
const specs: Record<string, string> = { "1.0": "1.0", "1.1": "1.1", stable: "1.1", dev: "edge", "1.1+dev": "edge" };

/** What the official suite's settings, v2, come to in options of ours. */
export interface Translation {
  candidates: Candidate[];
  notes: Note[];
}

/**
 * Says the official suite's settings in options of ours. Of several values for a key the strongest counts; lists of what is
 * there already add up.
 * @param readsOnly whether something else says that nothing is pushed
 * @throws UsageError for what no run can do
 */
export function translate(given: readonly OfficialGiven[], readsOnly = false): Translation {
  const candidates: Candidate[] = [];
  const notes: Note[] = [];
  const all = (key: KeyName) => given.filter((each) => each.key === key);
  const text = (key: KeyName) => strongest(all(key)) as Given<string> | undefined;
  const isOff = (key: KeyName) => strongest(all(key))?.value === false;
  const option = (name: Candidate["option"], { from, rank }: Given<unknown>, value: unknown) =>
    candidates.push({ option: name, value, from, rank });
  const say = (message: string, odd = false) => notes.push({ text: message, odd });

  for (const each of given) {
    const rules = strongest(all(each.key));
    if (rules && rules !== each && !each.key.startsWith("roData."))
      say(`${each.from} counts for nothing beside ${rules.from}`, true);
  }
  const version = text("version");
  if (version) option("spec", version, specs[version.value]);
  const registry = text("registry");
  const tls = text("tls");
  if (registry) option("registry", registry, addressOf(registry, tls, say));
  if (tls?.value === "insecure") option("insecure", tls, true);
  for (const [key, name] of [
    ["repo1", "repository"],
    ["repo2", "secondRepository"],
    ["username", "username"],
    ["password", "password"],
    ["resultsDir", "out"],
  ] as const) {
    const found = text(key);
    if (found) option(name, found, found.value);
  }

  const logging = text("logging");
  if (logging?.value === "debug" || logging?.value === "info") option("verbose", logging, true);
  if (logging?.value === "error") option("quiet", logging, true);
  if (logging?.value === "warn") say(`${logging.from}=warn is how it is anyway`);

  const filter = text("filterTest");
  const chosen = filter && patternsFor(filter.value);
  if (filter && chosen) option("only", filter, chosen);

  const image = strongest(all("data.image"));
  if (image?.value === false && !chosen)
    throw new UsageError(`${image.from}=false leaves nothing to test: every kind of data rests on an image`);
  const cacheAuth = strongest(all("cacheAuth"));
  if (cacheAuth) say(`${cacheAuth.from} changes nothing: credentials are sent again once they were asked for`);
  for (const key of ["commit", "legacy"] as const)
    for (const { from } of all(key)) say(`${from} changes nothing: it is what a run writes, not what it reads`);

  for (const [name, { skip, skipData, keeps, remark }] of Object.entries(switches)) {
    const found = strongest(all(name as SwitchName));
    if (!found) continue;
    if (found.value === true) {
      say(`${found.from}=true: what it names is tested anyway, as strictly as the spec has it`);
      continue;
    }
    if (name === "apis.push") option("pullOnly", found, true);
    if (skip) option("skip", found, [...skip]);
    if (skipData) option("skipData", found, [...skipData]);
    if (keeps) option("keepKind", found, [keeps]);
    if (remark) say(`${found.from}=false: ${remark}`);
  }
  there(all, readsOnly || isOff("apis.push"), option);
  return { candidates, notes };
}

/** The official suite puts a scheme before the host; we also take an address that has one. */
function addressOf(
  { value, from, rank }: Given<string>,
  tls: Given<string> | undefined,
  say: (message: string, odd?: boolean) => void,
): string {
  const bare = value.replace(/^https?:\/\//i, "");
  const isLegacy = rank === "legacy environment";
  if (bare !== value && !isLegacy) say(`${from}: the official suite takes no scheme here`, true);
  if (!tls || (bare !== value && !isLegacy)) return value;
  return `${tls.value === "disabled" ? "http" : "https"}://${bare}`;
}

/** What is in the registry already, to be read: a run that pushes nothing begins at one thing of it. */
function there(
  all: (key: KeyName) => OfficialGiven[],
  readsOnly: boolean,
  option: (name: Candidate["option"], from: Given<unknown>, value: unknown) => void,
): void {
  const named = (key: KeyName, prefix = "") =>
    all(key).map(({ value, ...rest }) => ({ ...rest, value: [value].flat().map((text) => `${prefix}${text}`) }));
  const manifests = [...named("roData.tags"), ...named("roData.manifests")];
  const [start] = manifests;
  if (start && readsOnly) option("tag", start, start.value[0]);
  for (const each of [...manifests, ...named("roData.blobs", "blob:"), ...named("roData.referrers", "referrers:")])
    option("alsoRead", each, each.value);
}
