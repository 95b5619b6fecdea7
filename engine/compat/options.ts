import { standardVersion } from "../../specs/versions.ts";
import type { BaselineWishes } from "../baseline.ts";
import type { Wishes } from "../configuration.ts";

/** What a user may wish of a run, its output included. Every option may be left out. */
export interface RunWishes extends Wishes, BaselineWishes {
  /** Folder for the reports; `none`: no file is written. */
  out?: string | undefined;
  reporter?: string[] | undefined;
  quiet?: boolean | undefined;
  verbose?: boolean | undefined;
}

export type OptionName = keyof RunWishes;

interface Option {
  kind: "text" | "switch" | "number" | "list";
  /** What it is when nobody says anything, in words where it is no value. */
  otherwise?: string | number | boolean;
  secret?: true;
}

/** Every option that a configuration file may set, by its name there; the command line writes it with dashes. */
export const options: Record<Exclude<OptionName, "updateBaseline" | "force">, Option> = {
  registry: { kind: "text", otherwise: "the embedded reference registry" },
  spec: { kind: "text", otherwise: standardVersion },
  category: { kind: "list", otherwise: "all" },
  only: { kind: "list", otherwise: "all" },
  skip: { kind: "list", otherwise: "none" },
  large: { kind: "switch", otherwise: false },
  repository: { kind: "text", otherwise: "a new one" },
  secondRepository: { kind: "text", otherwise: "the first with -second" },
  pullOnly: { kind: "switch", otherwise: false },
  seedOnly: { kind: "switch", otherwise: false },
  useSeed: { kind: "switch", otherwise: false },
  tag: { kind: "text", otherwise: "the first that is listed" },
  alsoRead: { kind: "list", otherwise: "nothing" },
  skipData: { kind: "list", otherwise: "none" },
  username: { kind: "text", otherwise: "none" },
  password: { kind: "text", otherwise: "none", secret: true },
  token: { kind: "text", otherwise: "none", secret: true },
  storedCredentials: { kind: "switch", otherwise: true },
  authScope: { kind: "text", otherwise: "what the registry asks for" },
  limitedUsername: { kind: "text", otherwise: "none" },
  limitedPassword: { kind: "text", otherwise: "none", secret: true },
  plainHttp: { kind: "switch", otherwise: false },
  insecure: { kind: "switch", otherwise: false },
  ca: { kind: "text", otherwise: "none" },
  cert: { kind: "text", otherwise: "none" },
  key: { kind: "text", otherwise: "none" },
  unixSocket: { kind: "text", otherwise: "none" },
  concurrency: { kind: "number", otherwise: "16, up to 96 for a distant target" },
  rate: { kind: "number", otherwise: "no limit" },
  timeout: { kind: "number", otherwise: 30 },
  shard: { kind: "text", otherwise: "the whole run" },
  settle: { kind: "number", otherwise: "no time" },
  keep: { kind: "switch", otherwise: false },
  keepKind: { kind: "list", otherwise: "none" },
  product: { kind: "text", otherwise: "not said" },
  out: { kind: "text", otherwise: "oci-conformance-report" },
  reporter: { kind: "list", otherwise: "html, junit" },
  baseline: { kind: "text", otherwise: "none" },
  quiet: { kind: "switch", otherwise: false },
  verbose: { kind: "switch", otherwise: false },
  strict: { kind: "switch", otherwise: false },
};

export function isOptionName(name: string): name is keyof typeof options {
  return Object.hasOwn(options, name);
}

/** As the command line writes it: `--second-repository`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
