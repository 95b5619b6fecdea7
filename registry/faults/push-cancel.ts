import { answer } from "../answer.ts";
import { fault } from "../fault.ts";
import { when, withStatus } from "../rewrite.ts";
import { hasReceived } from "./upload.ts";

export const cancelIs200 = fault("upload-cancel-200", {
  title: "cancelling an upload answers 200",
  breaks: ["push.cancel.delete-204"],
  answer: { "upload.cancel": when(204, withStatus(200)) },
});

export const cancelDoesNothing = fault("upload-cancel-noop", {
  title: "cancelling an upload that has received nothing answers 204, and the upload goes on",
  breaks: ["push.cancel.session-gone"],
  before: { "upload.cancel": (...of) => (hasReceived(...of) ? undefined : answer(204)) },
});

export const lateCancelFails = fault("upload-cancel-after-patch-500", {
  title: "cancelling an upload that has received bytes answers 500",
  breaks: ["push.cancel.after-patch"],
  before: { "upload.cancel": (...of) => (hasReceived(...of) ? answer(500) : undefined) },
});

export const unknownIsError = fault("upload-cancel-unknown-500", {
  title: "cancelling an upload that is not there answers 500",
  breaks: ["push.cancel.unknown-404"],
  answer: { "upload.cancel": when(404, withStatus(500)) },
});
