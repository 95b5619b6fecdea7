import { fault } from "../fault.ts";
import { when, withoutHeader } from "../rewrite.ts";

export const createdWithoutLocation = fault("single-post-201-no-location", {
  title: "a single POST answers 201 without a Location",
  breaks: ["push.single-post.created-201"],
  answer: { "upload.single": when(201, withoutHeader("Location")) },
});
