import { Query } from "../../registry/query.ts";
import { route } from "../../registry/route.ts";
import type { Answer, Request } from "./message.ts";

/** What a request asks for: the operation of the spec, and by what it names a manifest. */
export function operationOf({ method, target }: Request): string {
  const [path = "", query = ""] = target.split("?", 2);
  const { operation, reference } = route(method, path, new Query(query));
  const named = operation.startsWith("manifest.") && operation !== "manifest.delete";
  return named ? `${operation} by ${reference.includes(":") ? "digest" : "tag"}` : operation;
}

/** What kind of answer it is: the operation and the status, such as `manifest.get by tag 200`. */
export function kindOf(request: Request, { status }: Answer): string {
  return `${operationOf(request)} ${status}`;
}
