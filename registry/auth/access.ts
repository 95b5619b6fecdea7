import type { Operation } from "../operation.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import type { Access, Action } from "./identity.ts";

const actions: Partial<Record<Operation, Action>> = {
  "blob.get": "pull",
  "blob.head": "pull",
  "blob.delete": "delete",
  "upload.open": "push",
  "upload.single": "push",
  "upload.mount": "push",
  "upload.chunk": "push",
  "upload.status": "push",
  "upload.close": "push",
  "upload.cancel": "push",
  "manifest.get": "pull",
  "manifest.head": "pull",
  "manifest.put": "push",
  "manifest.delete": "delete",
  "tag.delete": "delete",
  "tags.list": "pull",
  "referrers.list": "pull",
};

/** Whether the operation changes what the registry holds. */
export function isWrite(operation: Operation): boolean {
  return actions[operation] === "push" || actions[operation] === "delete";
}

/** The right that a request needs; undefined when being somebody is enough. */
export function accessNeeded({ operation, name }: RegistryRequest): Access | undefined {
  const action = actions[operation];
  return action && { repository: name, action };
}

/** The right that a mount needs besides, when it names a source. */
export function sourceAccess({ operation, query }: RegistryRequest, { policy }: Registry): Access | undefined {
  const from = operation === "upload.mount" ? query.get("from") : undefined;
  return from !== undefined && policy.names.accepts(from) ? { repository: from, action: "pull" } : undefined;
}

/** As a challenge names it: who pushes will want to look first. */
export function scopeOf({ repository, action }: Access): string {
  return `repository:${repository}:${action === "push" ? "pull,push" : action}`;
}
