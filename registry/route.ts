import type { Operation } from "./operation.ts";
import { decode, type Query } from "./query.ts";

/** Which of our two servers a request came to. */
export type Listener = "registry" | "storage";

export interface Route {
  operation: Operation;
  /** Repository name, right or wrong; undefined where the path has none. */
  name?: string;
  reference: string;
  allowed: readonly string[];
}

type Methods = Partial<Record<string, Operation>>;

/**
 * Reads the path of a request target, segment by segment and from its end, since names may hold any word that
 * endpoints are made of. Nothing is normalised: `//`, `.` and `..` are segments like others, and no name allows them.
 */
export function route(method: string, path: string, query: Query): Route {
  if (path === "/v2/" || path === "/v2") return pick(method, { GET: "root", HEAD: "root" });
  if (path === "/token") return pick(method, { GET: "token" });
  if (!path.startsWith("/v2/")) return unknown;

  const segments = path.slice("/v2/".length).split("/").map(decodeSegment);
  const last = segments.at(-1) ?? "";
  const before = segments.at(-2);
  const name = (length: number) => segments.slice(0, -length).join("/");

  if (segments.slice(-3).join("/") === "_oci/ext/discover")
    return pick(method, extensions, segments.length > 3 ? name(3) : undefined);
  if (segments.length > 3 && segments.at(-3) === "blobs" && before === "uploads") {
    const methods = last === "" ? opening(query) : session;
    return pick(method, methods, name(3), last);
  }
  if (segments.length < 3) return unknown;
  if (before === "blobs") return pick(method, blob, name(2), last);
  if (before === "manifests") return pick(method, manifest(last), name(2), last);
  if (before === "tags" && last === "list") return pick(method, tags, name(2));
  if (before === "referrers") return pick(method, referrers, name(2), last);
  return unknown;
}

const blob: Methods = { GET: "blob.get", HEAD: "blob.head", DELETE: "blob.delete" };
const session: Methods = { GET: "upload.status", PATCH: "upload.chunk", PUT: "upload.close", DELETE: "upload.cancel" };
const tags: Methods = { GET: "tags.list", HEAD: "tags.list" };
const referrers: Methods = { GET: "referrers.list", HEAD: "referrers.list" };
const extensions: Methods = { GET: "extensions.discover" };
const unknown: Route = { operation: "unknown", reference: "", allowed: [] };

function opening(query: Query): Methods {
  if (query.get("mount") !== undefined) return { POST: "upload.mount" };
  return { POST: query.get("digest") !== undefined ? "upload.single" : "upload.open" };
}

function manifest(reference: string): Methods {
  const remove = reference.includes(":") ? "manifest.delete" : "tag.delete";
  return { GET: "manifest.get", HEAD: "manifest.head", PUT: "manifest.put", DELETE: remove };
}

function pick(method: string, methods: Methods, name?: string, reference = ""): Route {
  const allowed = Object.keys(methods);
  return { operation: methods[method] ?? "method-not-allowed", name, reference, allowed };
}

/** An encoded slash is part of a segment, not a border between two, and stays visible as what it is. */
function decodeSegment(segment: string): string {
  return segment.split(/%2f/i).map(decode).join("%2F");
}
