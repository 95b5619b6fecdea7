import { describe, expect, test } from "vitest";
import { failureOf, type Progress } from "../../client/failures.ts";
import { LeadsHere } from "../../client/own-machine.ts";

const host = "registry.example:5000";
const failed = (code: string, message = "boom") => Object.assign(new Error(message), { code });

describe("What an error of the transport says of the target:", () => {
  test.each([
    ["refused", "ECONNREFUSED EHOSTUNREACH ENETUNREACH EADDRNOTAVAIL ENOENT EACCES"],
    ["dns", "ENOTFOUND EAI_AGAIN"],
    ["timeout", "ETIMEDOUT UND_ERR_CONNECT_TIMEOUT"],
    ["tls", "DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE CERT_HAS_EXPIRED"],
    ["tls", "UNABLE_TO_GET_ISSUER_CERT_LOCALLY CERT_NOT_YET_VALID ERR_TLS_CERT_ALTNAME_INVALID"],
    ["tls", "CERT_REVOKED UNABLE_TO_GET_CRL CRL_HAS_EXPIRED ERR_SSL_WRONG_VERSION_NUMBER ERR_SSL_NO_PROTOCOLS EPROTO"],
    ["reset", "ECONNRESET EPIPE ECONNABORTED UND_ERR_SOCKET UND_ERR_DESTROYED HPE_INVALID_EOF_STATE"],
    ["malformed", "UND_ERR_INVALID_ARG ERR_UNESCAPED_CHARACTERS ERR_INVALID_CHAR ERR_INVALID_HTTP_TOKEN"],
    ["malformed", "UND_ERR_HEADERS_OVERFLOW HPE_INVALID_CONSTANT UND_ERR_RES_CONTENT_LENGTH_MISMATCH NO_ECONNRESET"],
  ])("%s, by %s", (kind, codes) => {
    for (const code of codes.split(" ")) {
      const failure = failureOf(failed(code), host);
      expect(failure.kind, code).toBe(kind);
      expect(failure.message, code).toMatch(/^[^\n]*\w{3}[^\n]*$/);
    }
  });

  test("whose fault a malformed exchange is", () => {
    for (const code of [
      "ERR_INVALID_CHAR",
      "ERR_UNESCAPED_CHARACTERS",
      "ERR_INVALID_HTTP_TOKEN",
      "UND_ERR_INVALID_ARG",
    ])
      expect(failureOf(failed(code), host).message).toBe("the request cannot be sent: boom");
    expect(failureOf(failed("HPE_INVALID_CONSTANT"), host).message).toContain(
      "registry.example:5000 sent no proper HTTP",
    );
  });

  test("that it leads to this machine", () => {
    expect(failureOf(new LeadsHere("a leads here"), host)).toEqual({
      kind: "redirects",
      message: "not sent: a leads here",
    });
  });

  test("the first of several, one for each address", () => {
    const several = new AggregateError([failed("ECONNREFUSED"), failed("ETIMEDOUT")]);
    expect(failureOf(new AggregateError([several]), host).kind).toBe("refused");
    expect(failureOf(Object.assign(new AggregateError([]), { code: "ENOTFOUND" }), host).kind).toBe("dns");
  });

  test("that a handshake was broken off", () => {
    const early = "Client network socket disconnected before secure TLS connection was established";
    expect(failureOf(failed("ECONNRESET", early), host).kind).toBe("tls");
  });

  test("in one line, whatever is thrown", () => {
    const long = failed("EPROTO", "0123:error:\n file.c:1");
    expect(failureOf(long, host).message).toBe(`TLS with ${host} failed: 0123:error:`);
    expect(failureOf(Object.assign(long, { reason: "no shared cipher" }), host).message).toContain("no shared cipher");
    expect(failureOf(Object.assign(long, { reason: 7 }), host).message).toContain("0123");
    expect(failureOf(Object.assign(new TypeError(""), { code: 7 }), host).message).toMatch(/: TypeError$/);
    expect(failureOf("as text", host)).toEqual({
      kind: "malformed",
      message: `${host} sent no proper HTTP response: as text`,
    });
  });
});

describe("A body that ends too early", () => {
  const answered = (headers: [string, string][], received: number): Progress => ({ status: 200, headers, received });
  const mismatch = failed("UND_ERR_RES_CONTENT_LENGTH_MISMATCH");

  test("was cut off where the answer says that there is more", () => {
    const failure = failureOf(mismatch, host, answered([["CONTENT-length", "10"]], 9));
    expect(failure.kind).toBe("reset");
    expect(failure.message).toContain("after status 200 and 9 of 10 bytes");
  });

  test("and not where it says something else, or two things", () => {
    for (const [headers, received] of [
      [[["Content-Length", "10"]], 10],
      [[["Content-Length", "10"]], 11],
      [
        [
          ["Content-Length", "10"],
          ["Content-Length", "10"],
        ],
        9,
      ],
      [[["X", "10"]], 9],
    ] satisfies [[string, string][], number][])
      expect(failureOf(mismatch, host, answered(headers, received)).kind).toBe("malformed");
    // It was broken off for another reason.
    const wrong = failed("HPE_INVALID_CONSTANT");
    expect(failureOf(wrong, host, answered([["Content-Length", "10"]], 9)).kind).toBe("malformed");
  });
});
