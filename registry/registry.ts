import type { Watch } from "./asked.ts";
import { Authority } from "./auth/authority.ts";
import type { Fault } from "./fault.ts";
import { type Policy, policyWith } from "./policy.ts";
import { defaultSettings, type Settings } from "./settings.ts";
import { Repository } from "./store/repository.ts";
import type { UploadSession } from "./store/session.ts";
import { ContentStore } from "./store/store.ts";

/** The state of one registry: what it holds, how it is set up, and what is wrong with it. */
export class Registry {
  readonly settings: Settings;
  readonly policy: Policy;
  readonly faults: readonly Fault[];
  readonly store: ContentStore;
  readonly authority: Authority;
  readonly repositories = new Map<string, Repository>();
  readonly sessions = new Map<string, UploadSession>();
  /** What a fault has to remember from one request to the next. */
  readonly memory = new Map<string, unknown>();
  /** `http://host:port` of the registry and of the storage host; known once it listens. */
  readonly urls = { registry: "", storage: "" };
  #clock = 0;

  constructor(settings: Partial<Settings>, faults: readonly Fault[], dataDir?: string, watch?: Watch) {
    this.settings = Object.assign({}, defaultSettings, settings, ...faults.map((fault) => fault.settings ?? {}));
    const policy = policyWith(faults);
    this.policy = watch?.over(policy) ?? policy;
    this.faults = faults;
    this.store = new ContentStore(dataDir);
    this.authority = new Authority();
  }

  /** Counts on with every call: what came later has the larger number. */
  tick(): number {
    return ++this.#clock;
  }

  /** The repository of that name, made now when it does not exist yet. */
  ensureRepository(name: string): Repository {
    const known = this.repositories.get(name);
    if (known) return known;
    const repository = new Repository(name);
    this.repositories.set(name, repository);
    return repository;
  }

  /** What is there, as in `tag team/app v1`: tags, manifests, blobs, and upload sessions by id. */
  get held(): string[] {
    const repositories = [...this.repositories.values()].flatMap(({ name, tags, manifests, blobs }) => [
      ...[...tags.keys()].map((tag) => `tag ${name} ${tag}`),
      ...[...manifests.keys()].map((digest) => `manifest ${name} ${digest}`),
      ...[...blobs.keys()].map((digest) => `blob ${name} ${digest}`),
    ]);
    return [...repositories, ...[...this.sessions].map(([id, { name }]) => `upload ${name} ${id}`)];
  }

  /** Removes everything that is stored. */
  async discard(): Promise<void> {
    await Promise.all([...this.sessions.values()].map((session) => session.spool.discard()));
    await this.store.remove();
  }
}
