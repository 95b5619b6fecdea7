import { json } from "../answer.ts";
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

export const anyPasswordAtRoot = fault("auth-root-takes-any-password", {
  title: "GET /v2/ lets in whoever sends any credentials, so that it proves none",
  breaks: ["base.v2.auth-probe"],
  settings: { authentication: "basic" },
  answer: {
    root: (answer, request) => (request.header("authorization") === undefined ? answer : json(200, {})),
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
