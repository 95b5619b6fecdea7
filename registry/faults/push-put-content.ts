import { createHash } from "node:crypto";
import { refusal } from "../errors.ts";
import { fault } from "../fault.ts";
import { conformantUploads } from "../policy/uploads.ts";
import type { RegistryRequest } from "../request.ts";

const { verifies } = conformantUploads;
const MiB = 1024 * 1024;

const isPut = ({ operation }: RegistryRequest) => operation === "upload.close";

const ofNothing = `sha256:${createHash("sha256").digest("hex")}`;

export const emptyRefused = fault("empty-blob-rejected", {
  title: "completing an upload of nothing answers 400",
  breaks: ["push.put.zero-length"],
  uploads: {
    verifies: async (digest, session, request) =>
      !(isPut(request) && digest === ofNothing) && verifies(digest, session, request),
  },
});

export const truncated = fault("upload-large-truncated", {
  title: "uploads are silently cut off at 5 MiB",
  breaks: ["push.put.large-blob"],
  uploads: {
    keeps: (piece, offset) => piece.subarray(0, Math.max(0, 5 * MiB - offset)),
    verifies: async (digest, session, request) => session.offset === 5 * MiB || verifies(digest, session, request),
  },
});

export const octetStreamRefused = fault("upload-octet-stream-415", {
  title: "content that looks like zstd is refused with 415, being no octet-stream",
  breaks: ["push.put.content-type-ignored"],
  uploads: {
    async verifies(digest, session, request) {
      for await (const [first, second, third, fourth] of session.spool.read())
        if (first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd)
          throw refusal(415, "UNSUPPORTED", "this is application/zstd");
        else break;
      return verifies(digest, session, request);
    },
  },
});

export const continueNeverSaid = fault("expect-continue-hang", {
  title: "a client that waits for 100 Continue waits for ever",
  breaks: ["push.put.expect-continue"],
  http: { answersContinue: () => false },
});

export const chunkedCodingUnread = fault("transfer-chunked-empty-body", {
  title: "the body of a PUT in chunked transfer coding is taken to be empty",
  breaks: ["push.put.transfer-encoding-chunked"],
  uploads: { readsBody: (request) => !(isPut(request) && request.body.length === undefined) },
});

export const shortBodyStored = fault("upload-short-body-committed", {
  title: "what arrived of a PUT that was cut short is stored under the digest of the whole",
  breaks: ["push.put.content-length-mismatch"],
  uploads: {
    keepsShortBody: isPut,
    verifies: async (digest, session, request) =>
      (isPut(request) && request.body.cutShort) || verifies(digest, session, request),
  },
});
