import { UsageError } from "../errors.ts";
import { seedTag } from "../seed-tag.ts";
import type { Wishes } from "./wishes.ts";

/** The grammar of names in 1.1, the widest of the three (distribution-spec, "Pulling manifests"). */
const repositoryName = /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/;

/** The names that were given. @throws UsageError when one is no name, or both are the same */
export function repositoriesOf({ repository, secondRepository }: Pick<Wishes, "repository" | "secondRepository">) {
  for (const [option, name] of [
    ["--repository", repository],
    ["--second-repository", secondRepository],
  ])
    if (name !== undefined && !repositoryName.test(name))
      throw new UsageError(
        `${option} "${name}" is no repository name: lower-case letters, digits, separators ._- and slashes`,
      );
  if (repository !== undefined && repository === secondRepository)
    throw new UsageError(
      "--repository and --second-repository must differ: the second proves that content does not leak",
    );
  return { repository, secondRepository };
}

/** In a run that only reads: what. @throws UsageError when it is not said where, or options contradict each other */
export function existingOf(wishes: Wishes): { tag: string | undefined } | undefined {
  const { registry, repository, pullOnly = false, seedOnly = false, useSeed = false, tag } = wishes;
  if (seedOnly && (pullOnly || useSeed))
    throw new UsageError("--seed-only pushes, and --pull-only and --use-seed do not: give one or the other");
  const option = seedOnly ? "--seed-only" : useSeed ? "--use-seed" : "--pull-only";
  if (tag !== undefined && !pullOnly && !seedOnly && !useSeed)
    throw new UsageError("--tag names what a run reads that pushes nothing: add --pull-only");
  if (!pullOnly && !seedOnly && !useSeed) return undefined;
  if (registry === undefined) throw new UsageError(`${option} needs a registry with content: name it`);
  if (repository === undefined) throw new UsageError(`${option} needs a repository with content: add --repository`);
  return seedOnly ? undefined : { tag: tag ?? (useSeed ? seedTag : undefined) };
}
