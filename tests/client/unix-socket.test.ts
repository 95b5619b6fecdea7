import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { Content } from "../../client/content.ts";
import { createClient } from "../../client/http-client.ts";
import { certificate, label, serve } from "./server.ts";

const folder = mkdtempSync(join(tmpdir(), "oci-conformance-socket-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = { method: "GET", url: "/v2/" };
/** Goes out on a connection of its own. */
const raw = { method: "PUT", url: "/v2/x", body: Content.text("hello"), expectContinue: true };

/** A server on a socket that tells the host it was asked as; its path. */
async function onSocket(name: string, tls: boolean, seen: IncomingMessage[] = []) {
  const path = join(folder, name);
  const options = { cert: certificate("server.crt"), key: certificate("server.key") };
  const listener = (request: IncomingMessage, response: { end(text?: string): void }) => {
    seen.push(request);
    request.resume().on("end", () => response.end(request.headers.host));
  };
  const server = tls ? createSecureServer(options, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(path, resolve));
  return { path, [Symbol.dispose]: () => void server.close() };
}

test.each([false, true])("a registry on a Unix socket is asked there alone, with TLS: %s", async (tls) => {
  using server = await onSocket(`${tls}.sock`, tls);
  const baseUrl = `${tls ? "https" : "http"}://127.0.0.1:1`;
  const proxyFor = () => "http://127.0.0.1:2";
  const client = createClient({ baseUrl, unixSocket: server.path, ca: certificate("ca.crt"), proxyFor });
  for (const call of [get, raw]) {
    const { exchange, body } = await client.send(call, label);
    expect(exchange.error).toBeUndefined();
    expect(body.toString()).toBe("127.0.0.1:1");
  }
  await client.close();
});

test("other hosts are asked at their own address", async () => {
  using server = await onSocket("first.sock", false);
  await using elsewhere = await serve((_, response) => response.end("elsewhere"));
  const client = createClient({ baseUrl: "http://127.0.0.1:1", unixSocket: server.path });
  const { body } = await client.send({ method: "GET", url: `${elsewhere.url}/v2/` }, label);
  expect(body.toString()).toBe("elsewhere");
  await client.close();
});

test("a socket that is gone is told", async () => {
  const client = createClient({ baseUrl: "http://127.0.0.1:1", unixSocket: join(folder, "none.sock") });
  for (const call of [get, raw])
    expect((await client.send(call, label)).exchange.error).toEqual({
      kind: "refused",
      message: "there is no socket to reach 127.0.0.1:1 by",
    });
  await client.close();
});
