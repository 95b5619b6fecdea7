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
 * @throws UsageError for what no run can do
 */
export function translate(given: readonly OfficialGiven[]): Translation {
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

  for (const [name, { skip, keeps, remark }] of Object.entries(switches)) {
    const found = strongest(all(name as SwitchName));
    if (!found) continue;
    if (found.value === true) {
      say(`${found.from}=true: what it names is tested anyway, as strictly as the spec has it`);
      continue;
    }
    if (name === "apis.push") option("pullOnly", found, true);
    if (skip) option("skip", found, [...skip]);
    if (keeps) option("keepKind", found, [keeps]);
    if (remark) say(`${found.from}=false: ${remark}`);
  }
  there(all, isOff("apis.push"), option, say);
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

/** What is in the registry already. A run that only reads begins at one thing of it. */
function there(
  all: (key: KeyName) => OfficialGiven[],
  pushIsOff: boolean,
  option: (name: Candidate["option"], from: Given<unknown>, value: unknown) => void,
  say: (message: string, odd?: boolean) => void,
): void {
  const found = (["roData.tags", "roData.manifests", "roData.blobs", "roData.referrers"] as const).flatMap(all);
  const [start] = found.filter(({ key }) => key === "roData.tags" || key === "roData.manifests");
  if (start) option("tag", start, [start.value].flat()[0]);
  const others = found.filter(({ value }) => value !== start?.value || [value].flat().length > 1);
  if (found.length > 0 && !pushIsOff)
    say(`${found.map(({ from }) => from).join(", ")}: looked at only where nothing is pushed; never deleted`, true);
  else if (others.length > 0)
    say(
      `${others.map(({ from }) => from).join(", ")}: of what is there, one image is read, ${start ? `at ${[start.value].flat()[0]}` : "the first that is listed"}`,
      true,
    );
}
