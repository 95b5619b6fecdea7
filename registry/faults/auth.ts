import { mayDo } from "../auth/identity.ts";
import { fault } from "../fault.ts";
import { when, withoutHeader } from "../rewrite.ts";

export const noChallenge = fault("auth-401-no-challenge", {
  title: "wrong credentials are answered with 401 and no WWW-Authenticate",
  breaks: ["auth.challenge-401"],
  settings: { authentication: "basic" },
  answer: {
    every: (answer, request, registry) =>
      request.header("authorization") === undefined
        ? answer
        : when(401, withoutHeader("WWW-Authenticate"))(answer, request, registry),
  },
});

export const challengedAgain = fault("auth-loop", {
  title: "GET /v2/ asks for credentials again and again, whatever comes",
  breaks: ["auth.retry-succeeds", "base.v2.get-200"],
  settings: { authentication: "basic" },
  auth: { acceptsCredentials: ({ path }) => path !== "/v2/" },
});

export const strangerBreaksRoot = fault("auth-root-500-for-strangers", {
  title: "GET /v2/ with credentials that nobody has answers 500",
  breaks: ["base.v2.auth-probe", "base.v2.failure-codes"],
  settings: { authentication: "basic" },
  answer: {
    root: when(401, (answer, request) =>
      request.header("authorization") === undefined ? answer : { ...answer, status: 500 },
    ),
  },
});

export const readersMayWrite = fault("auth-readonly-can-push", {
  title: "an account that may only pull can push",
  breaks: ["auth.denied-403"],
  settings: { authentication: "bearer" },
  auth: {
    allows: (identity, access, registry) =>
      mayDo(identity, access, registry.settings) || (identity.kind === "limited" && access.action === "push"),
  },
});
