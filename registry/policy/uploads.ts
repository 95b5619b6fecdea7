import { randomUUID } from "node:crypto";
import { algorithmOf, isAlgorithm } from "../grammar.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import type { UploadSession } from "../store/session.ts";

/** A Content-Range as the spec writes it: inclusive on both ends. */
export interface ContentRange {
  first: number;
  last: number;
}

/** Decisions on upload sessions, from their opening to their closing. */
export interface UploadPolicy {
  newId(repository: string, registry: Registry): string;
  /** The session that a request goes to. */
  find(request: RegistryRequest, registry: Registry): UploadSession | undefined;
  /** What a Content-Range header says; `absent` to act as if it were not there. */
  contentRange(header: string, request: RegistryRequest): ContentRange | "malformed" | "absent";
  /** Whether a chunk may start there, when the session has `offset` bytes. */
  acceptsChunkAt(first: number, offset: number, request: RegistryRequest): boolean;
  /** Whether a chunk of `length` bytes may come under that Content-Range. */
  acceptsChunkLength(length: number, range: ContentRange): boolean;
  /** Whether another chunk may follow one of `length` bytes, when the minimum is `minimum`. */
  mayFollow(length: number, minimum: number): boolean;
  /** Whether a request's body is looked at. */
  readsBody(request: RegistryRequest, session: UploadSession): boolean;
  /** What is kept of a piece of the body that arrives when the session has `offset` bytes. */
  keeps(piece: Buffer, offset: number, request: RegistryRequest): Buffer;
  /** The offset at which a request's body is put; anything behind it is forgotten. */
  appendsAt(offset: number, request: RegistryRequest): number;
  /** Whether what arrived counts when the client stopped before the end of the body. */
  keepsShortBody(request: RegistryRequest): boolean;
  /** The digest under which the session is to be closed. */
  closingDigest(request: RegistryRequest, session: UploadSession): Promise<string | undefined>;
  /** Whether the bytes have that digest. */
  verifies(digest: string, session: UploadSession, request: RegistryRequest): Promise<boolean>;
  /** Whether a mismatch leaves nothing behind. */
  forgetsMismatch(request: RegistryRequest): boolean;
  /** Whether the repository gets the blob, and under which digest. */
  storedAs(digest: string, request: RegistryRequest): string | undefined;
  /** Whether the session ends when its blob was stored. */
  ends(session: UploadSession): boolean;
}

export const conformantUploads: UploadPolicy = {
  newId: () => randomUUID(),
  find({ reference, name, query }, registry) {
    const session = registry.sessions.get(reference);
    if (session?.name !== name) return undefined;
    return !registry.settings.criticalQuery || query.get("_state") === session.state ? session : undefined;
  },
  contentRange(header) {
    const [, first, last] = /^([0-9]+)-([0-9]+)$/.exec(header) ?? [];
    if (first === undefined || Number(last) < Number(first)) return "malformed";
    return { first: Number(first), last: Number(last) };
  },
  acceptsChunkAt: (first, offset) => first === offset,
  acceptsChunkLength: (length, { first, last }) => length === last - first + 1,
  mayFollow: (length, minimum) => length >= minimum,
  readsBody: () => true,
  keeps: (piece) => piece,
  appendsAt: (offset) => offset,
  keepsShortBody: () => false,
  closingDigest: async ({ query }) => query.get("digest"),
  async verifies(digest, session) {
    const algorithm = algorithmOf(digest);
    return isAlgorithm(algorithm) && (await session.spool.digest(algorithm)) === digest;
  },
  forgetsMismatch: () => true,
  storedAs: (digest) => digest,
  ends: () => true,
};
