import { fault } from "../fault.ts";
import { when, withoutHeader } from "../rewrite.ts";

export const noLocation = fault("upload-post-no-location", {
  title: "opening an upload answers 202 without a Location",
  breaks: ["push.session.post-location"],
  answer: { "upload.open": when(202, withoutHeader("Location")) },
});
