import { type Answer, answer, json } from "./answer.ts";

/** The spec's error codes (distribution-spec, "Error Codes"). */
export type ErrorCode =
  | "BLOB_UNKNOWN"
  | "BLOB_UPLOAD_INVALID"
  | "BLOB_UPLOAD_UNKNOWN"
  | "DIGEST_INVALID"
  | "MANIFEST_BLOB_UNKNOWN"
  | "MANIFEST_INVALID"
  | "MANIFEST_UNKNOWN"
  | "NAME_INVALID"
  | "NAME_UNKNOWN"
  | "SIZE_INVALID"
  | "UNAUTHORIZED"
  | "DENIED"
  | "UNSUPPORTED"
  | "TOOMANYREQUESTS";

/** Thrown by an operation that cannot do what it was asked; becomes the answer. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly answer: Answer;

  constructor(answer: Answer, message: string) {
    super(message);
    this.answer = answer;
  }
}

/** A refusal with one error in the spec's JSON form. */
export function refusal(
  status: number,
  code: ErrorCode,
  message: string,
  options: { headers?: Answer["headers"]; detail?: unknown } = {},
): Refusal {
  const { headers, detail } = options;
  const error = { code, message, ...(detail === undefined ? {} : { detail }) };
  return new Refusal(json(status, { errors: [error] }, headers), message);
}

/** An endpoint that does not exist here: no error of a registry, so no registry's error body. */
export function notFound(): Answer {
  return answer(404, { "Content-Type": "text/plain" }, Buffer.from("no such endpoint\n"));
}

export function methodNotAllowed(allowed: readonly string[], message: string): Refusal {
  return refusal(405, "UNSUPPORTED", message, { headers: { Allow: allowed.join(", ") } });
}

export const nameUnknown = (name: string) => refusal(404, "NAME_UNKNOWN", `there is no repository ${name}`);
export const nameInvalid = (name: string) => refusal(400, "NAME_INVALID", `${name} is no repository name`);
export const blobUnknown = (digest: string) => refusal(404, "BLOB_UNKNOWN", `there is no blob ${digest}`);
export const manifestUnknown = (reference: string) =>
  refusal(404, "MANIFEST_UNKNOWN", `there is no manifest ${reference}`);
export const manifestInvalid = (why: string) => refusal(400, "MANIFEST_INVALID", why);
export const digestInvalid = (why: string) => refusal(400, "DIGEST_INVALID", why);
export const sizeInvalid = (why: string) => refusal(400, "SIZE_INVALID", why);
export const uploadUnknown = () => refusal(404, "BLOB_UPLOAD_UNKNOWN", "there is no such upload session");
