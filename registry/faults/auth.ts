import { fault } from "../fault.ts";
import { when, withoutHeader } from "../rewrite.ts";

export const noChallenge = fault("auth-401-no-challenge", {
  title: "401 is sent without WWW-Authenticate",
  breaks: ["auth.challenge-401"],
  settings: { authentication: "basic" },
  answer: { every: when(401, withoutHeader("WWW-Authenticate")) },
});
