import { createHash } from "node:crypto";
import { operationOf } from "../kind.ts";
import { headerOf, type Request, withBody, withoutHeader } from "../message.ts";
import type { RequestRule } from "../rule.ts";

const headers = ["accept", "content-type", "content-range", "range", "if-none-match", "if-match", "authorization"];

export const requestHeaderIgnored: RequestRule = {
  name: "request header ignored",
  details: (request) => headers.filter((name) => headerOf(request, name) !== undefined),
  change: (request, name) => withoutHeader(request, name),
};

export const parameterIgnored: RequestRule = {
  name: "parameter ignored",
  details: ({ target }) => [...new Set(parametersOf(target).map(nameOf))],
  change: (request, name) => withParameters(request, (all) => all.filter((each) => nameOf(each) !== name)),
};

export const parameterMisread: RequestRule = {
  name: "parameter misread",
  details: ({ target }) => [
    ...new Set(
      parametersOf(target)
        .filter((each) => each in misreadings || nameOf(each) in misreadings)
        .map(nameOf),
    ),
  ],
  change: (request, name) =>
    withParameters(request, (all) =>
      all.map((each) =>
        nameOf(each) === name ? `${name}=${misreadings[name]?.(each.slice(name.length + 1)) ?? ""}` : each,
      ),
    ),
};

const misreadings: Record<string, (value: string) => string> = {
  n: (value) => (/^\d+$/.test(value) ? `${Number(value) + 1}` : value),
  last: (value) => value.slice(0, -1),
  artifactType: (value) => value.slice(0, -1),
  from: (value) => `${value}x`,
};

const bodies: Record<string, (body: Buffer) => Buffer> = {
  "last byte lost": (body) => body.subarray(0, -1),
  "byte appended": (body) => Buffer.concat([body, Buffer.from(" ")]),
  emptied: () => Buffer.alloc(0),
};

/** What the registry stores is not what it was given. */
export const requestBodyChanged: RequestRule = {
  name: "request body changed",
  details: ({ body }) => (body.length > 0 ? Object.keys(bodies) : []),
  change: (request, how) =>
    request.body.length > 0 ? withBody(request, bodies[how]?.(request.body) ?? request.body) : request,
};

export const requestRepeated: RequestRule = {
  name: "request done twice",
  details: (request) => (/upload\.(open|chunk|close)|put|delete/.test(operationOf(request)) ? ["as it came"] : []),
  change: () => ({ twice: true }),
};

export const repositoriesJoined: RequestRule = {
  name: "repositories joined",
  details: ({ target }) => (repository.test(target) ? ["as it came"] : []),
  change: (request) => ({ ...request, target: request.target.replace(repository, "/v2/joined/$2") }),
};
const repository = /^\/v2\/(.+)\/((?:blobs|manifests|tags|referrers)\/.*)$/;

/** The registry says that it did what it was asked for, and did not. */
export const requestSwallowed: RequestRule = {
  name: "request swallowed",
  details: (request) => (swallowed(request) ? ["as if done"] : []),
  change: (request) => {
    const instead = swallowed(request);
    return instead ? { instead } : request;
  },
};

function swallowed(request: Request) {
  const { method, target, body } = request;
  const operation = operationOf(request);
  const said = (status: number, more: [string, string][] = []) => ({
    status,
    headers: [["Content-Length", "0"], ...more] as [string, string][],
    body: Buffer.alloc(0),
  });
  const path = target.replace(/\?.*/, "");
  const digest = new URL(target, "http://x").searchParams.get("digest");
  const pushed = `sha256:${createHash("sha256").update(body).digest("hex")}`;
  if (method === "DELETE" && /blob|manifest|tag/.test(operation)) return said(202);
  if (operation === "upload.cancel") return said(204);
  if (operation.startsWith("manifest.put"))
    return said(201, [
      ["Location", path.replace(/[^/]+$/, pushed)],
      ["Docker-Content-Digest", pushed],
    ]);
  if (operation === "upload.close" && digest)
    return said(201, [
      ["Location", path.replace(/uploads\/.*/, digest)],
      ["Docker-Content-Digest", digest],
    ]);
  return undefined;
}

function parametersOf(target: string): string[] {
  const [, query = ""] = target.split("?", 2);
  return query.split("&").filter((each) => each !== "");
}

const nameOf = (parameter: string) => parameter.replace(/=.*/s, "");

function withParameters(request: Request, change: (parameters: string[]) => string[]): Request {
  const [path = ""] = request.target.split("?", 1);
  const parameters = change(parametersOf(request.target));
  return { ...request, target: parameters.length > 0 ? `${path}?${parameters.join("&")}` : path };
}
