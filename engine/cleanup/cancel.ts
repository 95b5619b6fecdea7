import type { Client } from "../../client/client.ts";
import type { Cleanup } from "../../schemas/report.ts";
import { Upload } from "../../suites/kit/upload.ts";
import { firstOfEach } from "./firsts.ts";
import type { OpenUpload } from "./uploads.ts";

/** Statuses by which a registry says that it cancels no upload at all. */
const declines = [400, 404, 405, 501];

/**
 * Cancels these upload sessions (distribution-spec, "Cancel a blob upload"). Not every registry can: where the first one says
 * so, or the rights lack in a repository, the others are not tried. Never rejects for what the target does.
 * @param canCancel whether the target has cancelled one before, so that a 404 says that there is no such session any more
 */
export async function cancelAll(client: Client, uploads: readonly OpenUpload[], canCancel: boolean): Promise<Cleanup> {
  const before = client.exchanges.length;
  const reasons = new Map<OpenUpload, string | undefined>();
  const declined = new Map<string, string>();
  let works = canCancel;
  const cancel = async (upload: OpenUpload) => {
    const known = declined.get(everywhere) ?? declined.get(upload.repository);
    if (known !== undefined && !works) return void reasons.set(upload, known);
    const label = { scenario: "cleaning up", step: `cancel an upload to ${upload.repository}` };
    const { exchange, body } = await client.send(new Upload(upload.url, upload.locationOf).cancel(), label);
    const status = exchange.response?.status;
    if (status !== undefined && status < 300) works = true;
    const isNotFound = status === 404 || status === 410;
    // Another code than this says that the session is there, and that this is no longer its Location.
    const code = isNotFound ? codeIn(body) : undefined;
    const isUnknown = isNotFound && (code === undefined || code === "BLOB_UPLOAD_UNKNOWN");
    const isGone = status !== undefined && (status < 300 || (works && isUnknown));
    const said = `DELETE answered ${status}${code === undefined ? "" : ` ${code}`}`;
    const reason = isGone ? undefined : (exchange.error?.message ?? said);
    reasons.set(upload, reason);
    if (reason !== undefined && status !== undefined && !upload.doubtful)
      declined.set(declines.includes(status) ? everywhere : upload.repository, reason);
  };

  // What was never refused anything is there for certain: it tells whether any can be cancelled.
  const certain = uploads.filter(({ doubtful }) => !doubtful);
  const firsts = firstOfEach(certain);
  if (firsts[0] && !works) await cancel(firsts[0]);
  await Promise.all(firsts.filter((each) => !reasons.has(each)).map(cancel));
  await Promise.all(uploads.filter((each) => !reasons.has(each)).map(cancel));

  const left = uploads.flatMap((upload) => {
    const { repository, told: reference } = upload;
    const reason = reasons.get(upload);
    return reason === undefined ? [] : [{ kind: "upload" as const, repository, reference, reason }];
  });
  return { removed: uploads.length - left.length, left, requests: client.exchanges.length - before };
}

/** The first error's code, where the answer has one (distribution-spec, "Error Codes"). */
function codeIn(body: Buffer): string | undefined {
  try {
    const code: unknown = Object(JSON.parse(body.toString("utf8"))).errors?.[0]?.code;
    return typeof code === "string" ? code : undefined;
  } catch {
    return undefined;
  }
}

/** No repository is called like this. */
const everywhere = "*";
