import { AsyncLocalStorage } from "node:async_hooks";
import type { Policy, PolicyOverrides } from "./policy.ts";
import type { RegistryRequest } from "./request.ts";

/** Name of a decision, such as `tags.page`. */
export type Decision = { [Family in keyof Policy]: `${Family}.${string & keyof Policy[Family]}` }[keyof Policy];

/** Is told of every request, and of each decision that it makes the registry take. */
export type OnAsked = (request: RegistryRequest, decision?: Decision) => void;

/** The decisions of a policy, or those that a fault changes. */
export function decisionsOf(policy: PolicyOverrides): Decision[] {
  return families.flatMap((family) => Object.keys(policy[family] ?? {}).map((name) => `${family}.${name}` as Decision));
}

/** Watches a policy, to find out which requests rest on which decisions. */
export class Watch {
  readonly #onAsked: OnAsked;
  readonly #current = new AsyncLocalStorage<RegistryRequest>();

  constructor(onAsked: OnAsked) {
    this.#onAsked = onAsked;
  }

  /** Does the work that a request asks for. */
  during<T>(request: RegistryRequest, work: () => T): T {
    this.#onAsked(request);
    return this.#current.run(request, work);
  }

  /** Watching costs every promise of the process a little, until it ends. */
  end(): void {
    this.#current.disable();
  }

  /** The same policy, watched. */
  over(policy: Policy): Policy {
    const watched = families.map((family) => {
      const decisions = Object.entries(policy[family]).map(([name, decide]) => [
        name,
        (...given: unknown[]) => {
          const request = this.#current.getStore();
          if (request) this.#onAsked(request, `${family}.${name}` as Decision);
          return decide.apply(policy[family], given);
        },
      ]);
      return [family, Object.fromEntries(decisions)];
    });
    return Object.fromEntries(watched);
  }
}

const families = Object.keys({
  names: true,
  digests: true,
  tags: true,
  blobs: true,
  uploads: true,
  mounts: true,
  manifests: true,
  referrers: true,
  auth: true,
  http: true,
} satisfies Record<keyof Policy, true>) as (keyof Policy)[];
