import type { RequirementId } from "../specs/catalogue.ts";
import type { Answer } from "./answer.ts";
import type { Operation } from "./operation.ts";
import type { PolicyOverrides } from "./policy.ts";
import type { Registry } from "./registry.ts";
import type { RegistryRequest } from "./request.ts";
import type { Settings } from "./settings.ts";

/** Which operations a hook stands at; `every` runs for each of them, after the operation's own. */
type Hooks<Hook> = Partial<Record<Operation | "every", Hook>>;

/** Answers in the operation's place, or lets it go on. Runs once the request was let in. */
export type Before = (request: RegistryRequest, registry: Registry) => Answer | undefined | Promise<Answer | undefined>;

/** Changes what the operation, or its refusal, said. */
export type Rewrite = (answer: Answer, request: RegistryRequest, registry: Registry) => Answer | Promise<Answer>;

/** Bytes for the socket instead of the answer, after which the connection ends; or no answer at all. */
export type Wire = Buffer | "hang" | "reset";

/** Takes over the connection, or lets the answer be sent. */
export type Raw = (
  answer: Answer,
  request: RegistryRequest,
  registry: Registry,
) => Wire | undefined | Promise<Wire | undefined>;

/** A named misbehaviour that the registry can be told to have. */
export interface Fault extends PolicyOverrides {
  id: string;
  /** One line: what it does wrong. */
  title: string;
  /** The requirements it breaks; the first one is the one it was made for. */
  breaks: RequirementId[];
  /** The legal switches under which it shows. */
  settings?: Partial<Settings>;
  before?: Hooks<Before>;
  answer?: Hooks<Rewrite>;
  raw?: Hooks<Raw>;
}

/** Names a misbehaviour; see `policy.ts` for the decisions it can change and `rewrite.ts` for common changes to an answer. */
export function fault(id: string, misbehaviour: Omit<Fault, "id">): Fault {
  return { id, ...misbehaviour };
}
