import { withoutLogin } from "../configuration/address.ts";
import { inEnvironment, legacyIn, type OfficialGiven, strangersIn } from "./environment.ts";
import { readSettings } from "./file.ts";
import { type Candidate, type Note, strongest } from "./given.ts";
import { fromLegacy } from "./legacy.ts";
import { flagOf, isOptionName, type OptionName, options, type RunWishes } from "./options.ts";
import { translate } from "./translate.ts";

/** Every wish together, and where each comes from. */
export interface Settings {
  wishes: RunWishes;
  /** By option; what is not there is as it is by default. */
  origins: Partial<Record<OptionName, string>>;
  /** What is worth saying before the run. */
  notes: Note[];
  /** The environment without the credentials that it named: those are among the wishes. */
  environment: NodeJS.ProcessEnv;
}

/** What the official suite takes where it is not told. */
const official = {
  registry: "localhost:5000",
  repository: "conformance/repo1",
  secondRepository: "conformance/repo2",
  files: ["html", "junit", "results-yaml"],
};

/**
 * Brings together what the command line, the environment, the configuration file and the variables of the official suite's
 * first version say, in this order of strength. What is left out, and which requirements are skipped, adds up.
 * @param commandLine what was given there, and nothing else
 * @throws UsageError
 */
export function settingsOf(
  { config, ...commandLine }: RunWishes & { config?: string | undefined },
  environment: NodeJS.ProcessEnv = process.env,
): Settings {
  const file = readSettings(config ?? (environment.OCI_CONFIGURATION || undefined));
  const ofEnvironment = inEnvironment(environment);
  const variables = legacyIn(environment);
  const second = [...ofEnvironment, ...file.keys].filter(isOfficialOnly);
  const legacy = fromLegacy(variables, second.length === 0);
  const readsOnly = [...fromCommandLine(commandLine), ...file.candidates, ...legacy.candidates].some(
    ({ option, value }) => (option === "pullOnly" || option === "useSeed") && value === true,
  );
  const translation = translate([...ofEnvironment, ...file.keys, ...legacy.keys], readsOnly);
  const candidates = [
    ...fromCommandLine(commandLine),
    ...(environment.OCI_TOKEN
      ? [{ option: "token", value: environment.OCI_TOKEN, from: "OCI_TOKEN", rank: "environment" } as const]
      : []),
    ...file.candidates,
    ...translation.candidates,
    ...legacy.candidates,
  ];
  const isFirst = Object.keys(variables).length > 0;
  if (isFirst || second.length > 0) candidates.push(...likeTheOfficial(candidates, isFirst && second.length === 0));
  const { wishes, origins } = resolve(withOneKindOfCredentials(candidates));
  const notes = [
    ...translation.candidates.concat(legacy.candidates).flatMap((candidate) => equals(candidate, origins)),
    ...translation.notes,
    ...legacy.notes,
    ...file.notes,
    ...strangersIn(environment),
  ];
  const tls = strongest(ofEnvironment.concat(file.keys).filter(({ key }) => key === "tls"));
  if (tls?.value === "disabled" && wishes.plainHttp === undefined && !/^https?:/i.test(wishes.registry ?? "http:")) {
    wishes.plainHttp = true;
    origins.plainHttp = tls.from;
  }
  withoutHalfALogin(wishes, origins, notes);
  const { OCI_USERNAME: _, OCI_PASSWORD: __, OCI_TOKEN: ___, ...rest } = environment;
  return { wishes, origins, notes: collected(notes), environment: rest };
}

/** Names that are ours as well say nothing about whose settings they are. */
function isOfficialOnly({ key, rank }: OfficialGiven): boolean {
  if (key === "username" || key === "password") return false;
  return rank !== "file" || key !== "registry";
}

function fromCommandLine(given: RunWishes): Candidate[] {
  return Object.entries(given).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [{ option: name as OptionName, value, from: flagOf(name), rank: "command line" as const }],
  );
}

/** The defaults of the official suite, where its settings are in use: never silently another target than there. */
function likeTheOfficial(candidates: readonly Candidate[], isFirst: boolean): Candidate[] {
  const has = (name: OptionName) => candidates.some(({ option }) => option === name);
  const from = "default of the official suite";
  const fill = (option: OptionName, value: unknown): Candidate[] =>
    has(option) ? [] : [{ option, value, from, rank: "default" }];
  const isElsewhere = candidates.some(({ option, rank }) => option === "registry" && rank === "command line");
  const places =
    isFirst || isElsewhere
      ? []
      : [...fill("repository", official.repository), ...fill("secondRepository", official.secondRepository)];
  return [
    ...fill("registry", official.registry),
    ...places,
    ...fill("out", isFirst ? "." : "results"),
    { option: "reporter", value: official.files, from, rank: "default" },
  ];
}

/** A token or a login, whichever comes from the stronger source. Both on the command line are a contradiction. */
function withOneKindOfCredentials(candidates: readonly Candidate[]): readonly Candidate[] {
  const strongestOf = (...names: OptionName[]) => strongest(candidates.filter(({ option }) => names.includes(option)));
  const [token, login] = [strongestOf("token"), strongestOf("username", "password")];
  if (!token || !login || (token.rank === "command line" && login.rank === "command line")) return candidates;
  const rules = strongest([login, token]);
  const weaker: OptionName[] = rules === token ? ["username", "password"] : ["token"];
  return candidates.filter(({ option }) => !weaker.includes(option));
}

/** What of several values does not exclude each other. */
const additive: readonly OptionName[] = ["skip", "skipData", "keepKind", "alsoRead"];

function resolve(candidates: readonly Candidate[]): Pick<Settings, "wishes" | "origins"> {
  const wishes: Record<string, unknown> = {};
  const origins: Settings["origins"] = {};
  for (const option of new Set(candidates.map((candidate) => candidate.option))) {
    const all = candidates.filter((candidate) => candidate.option === option);
    const used = usedOf(option, all);
    wishes[option] = isList(option) ? [...new Set(used.flatMap(({ value }) => value as string[]))] : used[0]?.value;
    origins[option] = [...new Set(used.map(({ from }) => from))].join(", ");
  }
  return { wishes: wishes as RunWishes, origins };
}

function isList(option: OptionName): boolean {
  return isOptionName(option) && options[option].kind === "list";
}

function usedOf(option: OptionName, all: readonly Candidate[]): readonly Candidate[] {
  if (additive.includes(option)) return all;
  const rules = strongest(all) as Candidate;
  // The official suite's files are written whatever else is.
  return option === "reporter" ? all.filter((each) => each === rules || each.rank === "default") : [rules];
}

/** A line that says how the same is said here. Names that mean the same in both need none. */
function equals({ option, value, from }: Candidate, origins: Settings["origins"]): Note[] {
  if (option === "username" || option === "password" || /^registry in /.test(from)) return [];
  if (!origins[option]?.split(", ").includes(from) && origins[option] !== from)
    return [{ text: `${from} counts for nothing beside ${origins[option]}`, odd: true }];
  if (option === "registry") return [{ text: `${from} is the address ${withoutLogin(String(value))}`, odd: false }];
  const flag = flagOf(option);
  const words = value === true ? [flag] : [value].flat().map((each) => `${flag} ${quoted(String(each))}`);
  return words.length === 0 ? [] : [{ text: `${from} is ${words.join(" ")}`, odd: false }];
}

function quoted(text: string): string {
  return text.includes("*") ? `'${text}'` : text;
}

/** There, a name without a password is as good as none. What the command line says is held to more. */
function withoutHalfALogin(wishes: RunWishes, origins: Settings["origins"], notes: Note[]): void {
  const has = { username: !!wishes.username, password: !!wishes.password };
  if (has.username === has.password) return;
  const given = has.username ? "username" : "password";
  if (origins[given] === flagOf(given)) return;
  notes.push({
    text: `${origins[given]} counts for nothing without a ${has.username ? "password" : "user"}`,
    odd: true,
  });
  delete wishes[given];
  delete origins[given];
}

/** Those that differ in the name alone, as one. */
function collected(notes: readonly Note[]): Note[] {
  const byText = new Map<string, string[]>();
  const anyway = /^(\S+)(=true: what it names is tested anyway.*)$/;
  const plain: Note[] = [];
  for (const note of notes) {
    const [, name, rest] = anyway.exec(note.text) ?? [];
    if (name && rest) byText.set(rest, [...(byText.get(rest) ?? []), name]);
    else plain.push(note);
  }
  return [...plain, ...[...byText].map(([rest, names]) => ({ text: `${names.join(", ")}${rest}`, odd: false }))];
}
