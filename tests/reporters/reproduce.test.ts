import { execFile, spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { afterEach, describe, expect, it } from "vitest";
import { Content } from "../../client/content.ts";
import type { Exchange, HeaderLine } from "../../client/exchange.ts";
import { reproduce } from "../../reporters/reproduce.ts";
import { type FakeRegistry, fakeRegistry } from "./fake-registry.ts";
import { body, bodyOf, exchange, reportOf, sampleReport } from "./sample-report.ts";

const hasCurl = spawnSync("curl", ["--version"]).status === 0;
const octets: HeaderLine = ["Content-Type", "application/octet-stream"];
const empty: HeaderLine = ["content-length", "0"];

let registry: FakeRegistry;
afterEach(() => registry?.close());

/** Runs the script that repeats the last of these exchanges, and returns what it prints. */
async function run(exchanges: Exchange[], environment: Record<string, string> = {}): Promise<string> {
  const script = reproduce(reportOf([], exchanges), exchanges.at(-1)?.id ?? "");
  const { stdout } = await promisify(execFile)("sh", ["-c", script], {
    env: { PATH: process.env.PATH, ...environment },
  });
  return stdout;
}

/** An exchange with this registry, recorded in a run that is long over. */
function recorded(sketch: Parameters<typeof exchange>[0] & { path: string }): Exchange {
  return exchange({ ...sketch, url: `${registry.origin}${sketch.path}` });
}

function opened(location: string): Exchange {
  const path = "/v2/r/blobs/uploads/";
  return recorded({
    id: "x1",
    step: "open",
    method: "POST",
    path,
    headers: [empty],
    answers: [["Location", location]],
  });
}

describe.skipIf(!hasCurl)("The script that repeats an exchange (needs curl)", () => {
  it("sends a blob to the Location that the registry gives this time", async () => {
    registry = await fakeRegistry((session) => `/v2/r/blobs/uploads/${session}?_state=a%2Fb`);
    const blob = Content.lines("some $HOME", 5000);
    const put = recorded({
      id: "x2",
      method: "PUT",
      path: `/v2/r/blobs/uploads/s9-9?_state=old&digest=${blob.digest}`,
      headers: [octets, ["content-length", "5000"]],
      body: bodyOf(blob),
      more: { locationOf: "x1" },
    });

    const shown = await run([opened("/v2/r/blobs/uploads/s9-9?_state=old"), put]);

    expect(shown).toContain("HTTP/1.1 201");
    const sent = registry.received[1];
    expect(sent?.url).toMatch(/^\/v2\/r\/blobs\/uploads\/s0-\d+\?_state=a%2Fb&digest=sha256:[0-9a-f]{64}$/);
    expect(sent?.headers).toEqual({ "content-type": "application/octet-stream", "content-length": "5000" });
    expect(sent?.body.equals(blob.bytes)).toBe(true);
  });

  it("appends the query with ? or & as the new Location needs it", async () => {
    registry = await fakeRegistry((session) => `${registry.origin}/elsewhere/${session}`);
    const close = recorded({
      id: "x2",
      method: "PUT",
      path: "/elsewhere/s9-9?_state=old&digest=sha256:ab",
      headers: [empty],
      more: { locationOf: "x1" },
    });

    await run([opened(`${registry.origin}/elsewhere/s9-9?_state=old`), close]);

    expect(registry.received[1]?.url).toMatch(/^\/elsewhere\/s0-\d+\?digest=sha256:ab$/);
  });

  it("repeats the chunks that came before, and follows every Location", async () => {
    registry = await fakeRegistry((session) => session);
    const [head, middle, tail] = Content.lines("chunk", 3000).split(1000, 1000) as [Content, Content, Content];
    const chunk = (id: string, content: Content, at: number, locationOf: string) =>
      recorded({
        id,
        step: `chunk at ${at}`,
        method: "PATCH",
        path: "/v2/r/blobs/uploads/s9-9",
        headers: [octets, ["Content-Range", `${at}-${at + 999}`]],
        body: bodyOf(content),
        answers: [["Location", "s9-9"]],
        more: { locationOf },
      });
    const first = chunk("x2", head, 0, "x1");
    const status = recorded({ id: "x3", path: "/v2/r/blobs/uploads/s9-9", more: { locationOf: "x2" } });
    const second = chunk("x4", middle, 1000, "x2");
    const gap = chunk("x5", tail, 2500, "x2");

    const shown = await run([opened("s9-9"), first, status, second, gap]);

    expect(shown).toContain("HTTP/1.1 416");
    expect(registry.received.map(({ method, headers }) => [method, headers["content-range"]])).toEqual([
      ["POST", undefined],
      ["PATCH", "0-999"],
      ["PATCH", "1000-1999"],
      ["PATCH", "2500-3499"],
    ]);
    expect(new Set(registry.received.slice(1).map(({ url }) => url)).size).toBe(1);
  });

  it("closes a session before it asks for the closed one", async () => {
    registry = await fakeRegistry((session) => `/v2/r/blobs/uploads/${session}`);
    const path = "/v2/r/blobs/uploads/s9-9";
    const more = { locationOf: "x1" };
    const close = recorded({ id: "x2", method: "PUT", path: `${path}?digest=sha256:ab`, headers: [empty], more });
    const status = recorded({ id: "x3", path, more });

    await run([opened(path), close, status]);

    expect(registry.received[1]?.url).toBe(`${registry.received[2]?.url}?digest=sha256:ab`);
  });

  it("follows a redirect, and leaves out the attempts that were refused for want of credentials", async () => {
    registry = await fakeRegistry((session) => `/v2/r/blobs/uploads/${session}`);
    const put = (id: string, more: Partial<Exchange>, status: number) =>
      recorded({ id, method: "PUT", path: "/v2/r/blobs/uploads/s9-9", headers: [empty], status, more });
    const refused = put("x2", { locationOf: "x1" }, 401);
    const accepted = put("x3", { locationOf: "x1", follows: { exchange: "x2", because: "challenge" } }, 307);
    accepted.response?.headers.push(["location", "/v2/r/blobs/uploads/s9-9"]);
    const redirected = put("x4", { follows: { exchange: "x3", because: "redirect" } }, 201);

    await run([opened("/v2/r/blobs/uploads/s9-9"), refused, accepted, redirected]);

    expect(registry.received.map(({ method }) => method)).toEqual(["POST", "PUT", "PUT"]);
  });

  it("sends path, query and headers exactly as they were, whatever a shell makes of them", async () => {
    registry = await fakeRegistry(String);
    const path = "/v2/../a/%2e%2E//[1-3]{x,y}/'\"$(touch%20pwned)`id`?x=$HOME&y=!\\";
    const headers: HeaderLine[] = [
      ["Accept", "*/*;q=0.1"],
      ["X-Odd", 'it\'s "odd" \u00e9 %s \\033'],
      ["X-Empty", ""],
    ];

    await run([recorded({ id: "x1", path, headers })]);

    const [sent] = registry.received;
    expect(sent?.url).toBe(path);
    expect(existsSync("pwned")).toBe(false);
    expect(sent?.headers).toEqual({ accept: "*/*;q=0.1", "x-odd": 'it\'s "odd" \u00e9 %s \\033', "x-empty": "" });
  });

  it("adds no header of its own, and frames the body as we did", async () => {
    registry = await fakeRegistry(String);
    const chunked: HeaderLine = ["transfer-encoding", "chunked"];
    const text = Content.text("no type");

    await run([recorded({ id: "x1", method: "PUT", path: "/plain", body: bodyOf(text) })]);
    await run([recorded({ id: "x1", method: "PUT", path: "/chunked", headers: [chunked], body: bodyOf(text) })]);
    await run([recorded({ id: "x1", method: "PATCH", path: "/text", body: body("recorded as text: é\n\n") })]);
    await run([recorded({ id: "x1", method: "DELETE", path: "/nothing" })]);

    expect(registry.received.map(({ method, headers, body }) => [method, headers, body.toString()])).toEqual([
      ["PUT", { "content-length": "7" }, "no type"],
      ["PUT", { "transfer-encoding": "chunked" }, "no type"],
      ["PATCH", { "content-length": "22" }, "recorded as text: é\n\n"],
      ["DELETE", {}, ""],
    ]);
  });

  it("asks for the head alone where we did, and shows it", async () => {
    registry = await fakeRegistry(String);
    const shown = await run([recorded({ id: "x1", method: "HEAD", path: "/v2/r/blobs/x" })]);
    expect(registry.received[0]?.method).toBe("HEAD");
    expect(shown).toMatch(/^HTTP\/1\.1 404/);
  });

  it("takes credentials from the environment", async () => {
    registry = await fakeRegistry(String);
    const as = (value: string) => recorded({ id: "x1", path: "/v2/", headers: [["Authorization", value]] });

    await run([as("Basic ***")], { USERNAME: "ci", PASSWORD: "p w" });
    await run([as("Bearer ***")], { TOKEN: "t0k$n" });

    expect(registry.received.map(({ headers }) => headers.authorization)).toEqual([
      `Basic ${Buffer.from("ci:p w").toString("base64")}`,
      "Bearer t0k$n",
    ]);
  });
});

describe("The script that repeats an exchange", () => {
  it("names what it cannot know", () => {
    const large = { ...body("x".repeat(9)), text: undefined };
    expect(reproduce(reportOf([], [exchange({ id: "x1", method: "PUT", body: large })]), "x1")).toContain(
      "# sent without its body, which the report does not hold: 9 bytes, sha256:",
    );
    const moved = exchange({ id: "x2", url: "https://registry.example/v2/other", more: { locationOf: "x1" } });
    expect(reproduce(reportOf([], [exchange({ id: "x1", answers: [["Location", "/v2/x"]] }), moved]), "x2")).toContain(
      "# the URL was made from an answer to the run and may be gone",
    );
  });

  it("keeps the certificate check unless the run had switched it off", () => {
    expect(reproduce(sampleReport(), "x8")).not.toContain(" -k ");
    expect(reproduce(sampleReport({ configuration: { insecure: true } }), "x8")).toContain(" -k ");
  });

  it("goes to the Unix socket that the target was reached by, and nothing else does", () => {
    const configuration = { unixSocket: "/run/my registry.sock" };
    const { exchanges, target } = sampleReport();
    const elsewhere = exchange({ id: "x98", url: "https://elsewhere.example/v2/" });
    const report = { ...sampleReport({ configuration }), exchanges: [...exchanges, elsewhere] };
    expect(report.exchanges[0]?.request.url.startsWith(target.url)).toBe(true);
    expect(reproduce(report, exchanges[0]?.id ?? "")).toContain(" --unix-socket '/run/my registry.sock' ");
    expect(reproduce(report, "x98")).not.toContain("--unix-socket");
  });

  it("is a script that any shell can read, printable from end to end", () => {
    const report = sampleReport();
    for (const { id } of report.exchanges) {
      const script = reproduce(report, id);
      expect(script).toMatch(/^[\n -~]*$/);
      expect(spawnSync("sh", ["-n"], { input: script }).status).toBe(0);
    }
  });

  it("does not go round in circles over a report that does", () => {
    const loop = { answers: [["Location", "/v2/"]] as HeaderLine[] };
    const exchanges = [
      exchange({ id: "x1", ...loop, more: { locationOf: "x2" } }),
      exchange({ id: "x2", ...loop, more: { locationOf: "x1" } }),
    ];
    expect(reproduce(reportOf([], exchanges), "x2").match(/curl/g)).toHaveLength(2);
  });

  it("refuses an exchange that the report does not have", () => {
    expect(() => reproduce(sampleReport(), "x99")).toThrow('the report has no exchange "x99"');
  });
});
