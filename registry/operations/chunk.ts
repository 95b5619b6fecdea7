import { type Answer, answer } from "../answer.ts";
import { ShortBody } from "../body.ts";
import { refusal, sizeInvalid } from "../errors.ts";
import type { ContentRange } from "../policy/uploads.ts";
import type { Registry } from "../registry.ts";
import type { RegistryRequest } from "../request.ts";
import type { UploadSession } from "../store/session.ts";
import { checkOpen, findSession, progress } from "./session.ts";

/** PATCH with a chunk (end-5), or with a stream when it has no Content-Range. */
export function uploadChunk(request: RegistryRequest, registry: Registry): Promise<Answer> {
  const session = findSession(request, registry);
  return session.exclusively(async () => {
    checkOpen(session, registry);
    await receive(session, request, registry);
    return answer(202, progress(session, request, registry));
  });
}

/**
 * Appends the request's body to the session, or leaves the session as it was.
 * @throws Refusal 416 for a chunk out of order or too small a one before it, 400 for a malformed Content-Range or a
 *   body of another length
 */
export async function receive(session: UploadSession, request: RegistryRequest, registry: Registry): Promise<void> {
  const { uploads } = registry.policy;
  const range = chunkRange(session, request, registry);
  const start = uploads.appendsAt(session.offset, request);
  session.rewind(start);
  try {
    await append(session, request, registry);
    if (range && !uploads.acceptsChunkLength(session.spool.size - start, range)) throw wrongLength(range);
  } catch (error) {
    session.rewind(start);
    throw error instanceof ShortBody ? sizeInvalid(error.message) : error;
  }
  session.confirmChunk();
}

async function append(session: UploadSession, request: RegistryRequest, registry: Registry): Promise<void> {
  const { uploads } = registry.policy;
  if (!uploads.readsBody(request, session)) return;
  try {
    for await (const piece of request.body) {
      await session.spool.append(uploads.keeps(piece, session.spool.size, request));
    }
  } catch (error) {
    if (!(error instanceof ShortBody && uploads.keepsShortBody(request))) throw error;
  }
}

/** The chunk's place, checked before its body is read; undefined when the request names none. */
function chunkRange(session: UploadSession, request: RegistryRequest, registry: Registry): ContentRange | undefined {
  const { uploads } = registry.policy;
  const { length } = request.body;
  const last = session.lastChunkLength;
  if (length !== 0 && last !== undefined && !uploads.mayFollow(last, registry.settings.chunkMinLength))
    throw invalid(416, "the chunk before this one was shorter than OCI-Chunk-Min-Length");

  const header = request.header("content-range");
  // A closing PUT without a body has no chunk whose place could be wrong.
  if (header === undefined || (request.operation === "upload.close" && length === 0)) return undefined;
  const range = uploads.contentRange(header, request);
  if (range === "absent") return undefined;
  if (range === "malformed") throw invalid(400, `Content-Range ${header} is not of the form <first>-<last>`);
  if (!uploads.acceptsChunkAt(range.first, session.offset, request))
    throw invalid(416, `the chunk starts at ${range.first}, the upload has ${session.offset} bytes`);
  if (length !== undefined && !uploads.acceptsChunkLength(length, range)) throw wrongLength(range);
  return range;
}

function wrongLength({ first, last }: ContentRange) {
  return sizeInvalid(`the body's length is not that of bytes ${first} to ${last}`);
}

function invalid(status: number, why: string) {
  return refusal(status, "BLOB_UPLOAD_INVALID", why);
}
