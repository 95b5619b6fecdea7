import { answer } from "../answer.ts";
import { uploadUnknown } from "../errors.ts";
import { fault } from "../fault.ts";
import { setHeader, when, where, withHeader, withoutHeader } from "../rewrite.ts";
import { hasReceived, sessionOf } from "./upload.ts";

export const statusIs200 = fault("upload-status-200", {
  title: "the status of an upload that has received bytes answers 200 with a body",
  breaks: ["push.status.get-204"],
  answer: {
    "upload.status": when(
      204,
      where(hasReceived, (said) => answer(200, said.headers, Buffer.from("{}"))),
    ),
  },
});

export const withoutLocation = fault("upload-status-no-location", {
  title: "the status of an upload that has received bytes lacks Location",
  breaks: ["push.status.location"],
  answer: { "upload.status": where(hasReceived, withoutHeader("Location")) },
});

export const staleRange = fault("upload-status-range-stale", {
  title: "the status says 0-0 whatever was received",
  breaks: ["push.status.range"],
  answer: { "upload.status": withHeader("Range", "0-0") },
});

export const freshUnknown = fault("upload-status-fresh-404", {
  title: "the status of an upload that has received nothing answers 404",
  breaks: ["push.status.fresh-session"],
  answer: {
    "upload.status": where(
      (...of) => !hasReceived(...of),
      () => uploadUnknown().answer,
    ),
  },
});

export const formerUnknown = fault("upload-status-former-404", {
  title: "every chunk changes the Location, and the status is found at the newest only",
  breaks: ["push.status.after-post-location"],
  answer: {
    "upload.chunk": when(202, (said, request, registry) =>
      setHeader(said, "Location", `${said.headers.Location}?at=${sessionOf(request, registry)?.offset}`),
    ),
    "upload.status": where(
      (request, registry) => hasReceived(request, registry) && request.query.get("at") === undefined,
      () => uploadUnknown().answer,
    ),
  },
});

export const anyStatus = fault("upload-status-unknown-204", {
  title: "the status of an upload that is not there answers 204",
  breaks: ["push.status.unknown-404"],
  answer: { "upload.status": when(404, () => answer(204, { Range: "0-0" })) },
});

export const statusRestarts = fault("upload-resume-offset-ignored", {
  title: "after a status request the upload starts anew at byte 0",
  breaks: ["push.status.resume"],
  answer: {
    "upload.status": (said, request, registry) => {
      sessionOf(request, registry)?.spool.rewind(0);
      return said;
    },
  },
});
