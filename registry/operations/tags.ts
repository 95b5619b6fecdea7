import { type Answer, json } from "../answer.ts";
import { refusal } from "../errors.ts";
import { nextLink } from "../link.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import { repositoryOf } from "./lookup.ts";

/** GET of the tag list (end-8a, end-8b). */
export function listTags(request: RegistryRequest, registry: Registry): Answer {
  const { policy, settings } = registry;
  const repository = repositoryOf(request, registry);
  const { tags, more } = policy.tags.page(policy.tags.list(repository), {
    n: numberOf(request.query.get("n")),
    last: request.query.get("last"),
    pageSize: settings.pageSize,
  });
  const last = tags.at(-1);
  const link: Answer["headers"] = more && last ? { Link: nextLink(request.path, request.query, last) } : {};
  return json(200, { name: repository.name, tags }, link);
}

function numberOf(n: string | undefined): number | undefined {
  if (n === undefined) return undefined;
  if (/^[0-9]+$/.test(n)) return Number(n);
  throw refusal(400, "UNSUPPORTED", `n is ${n}, which is no number of tags`);
}
