import { answer } from "../answer.ts";
import { fault } from "../fault.ts";

export const cancelDoesNothing = fault("upload-cancel-noop", {
  title: "cancelling answers 204, and the session goes on",
  breaks: ["push.cancel.session-gone"],
  before: { "upload.cancel": () => answer(204) },
});
