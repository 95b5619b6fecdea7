import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Identity } from "./auth/identity.ts";
import { RequestBody } from "./body.ts";
import type { Operation } from "./operation.ts";
import { Query } from "./query.ts";
import { type Listener, route } from "./route.ts";

/** A request as the operations and faults see it. */
export class RegistryRequest {
  readonly method: string;
  /** Path and query as they stood in the request line. */
  readonly target: string;
  /** Path as it stood in the request line. */
  readonly path: string;
  readonly query: Query;
  readonly headers: IncomingHttpHeaders;
  readonly operation: Operation;
  /** The methods that the path has, for Allow. */
  readonly allowed: readonly string[];
  /** Repository name; empty where the path has none. */
  readonly name: string;
  /** Whether the path has a place for a repository name. */
  readonly named: boolean;
  /** Tag, digest or session id: what the path ends with; empty where it has none. */
  readonly reference: string;
  /** The registry itself, or the storage host that it redirects to. */
  readonly listener: Listener;
  body: RequestBody;
  /** Who is asking; known once the request was let in. */
  identity: Identity = { kind: "anonymous" };

  constructor(message: IncomingMessage, listener: Listener, sendContinue?: () => void) {
    this.method = message.method ?? "GET";
    this.target = message.url ?? "/";
    const mark = this.target.indexOf("?");
    this.path = mark < 0 ? this.target : this.target.slice(0, mark);
    this.query = new Query(mark < 0 ? "" : this.target.slice(mark + 1));
    this.headers = message.headers;
    this.listener = listener;
    this.body = new RequestBody(message, sendContinue);
    const { operation, name, reference, allowed } = route(this.method, this.path, this.query);
    this.operation = operation;
    this.name = name ?? "";
    this.named = name !== undefined;
    this.reference = reference;
    this.allowed = allowed;
  }

  /** First value of a header by lower-case name. */
  header(name: string): string | undefined {
    const value = this.headers[name];
    return Array.isArray(value) ? value[0] : value;
  }
}
