import type { LookupOptions } from "node:dns";
import { networkInterfaces } from "node:os";
import { describe, expect, test } from "vitest";
import { OwnMachine } from "../../client/own-machine.ts";
import { clientFor, label, serve } from "./server.ts";

const names: Record<string, string[]> = {
  "registry.example": ["203.0.113.7"],
  "dev.example": ["127.0.0.1"],
  "store.example": ["198.51.100.4", "10.1.2.3"],
  "trap.example": ["198.51.100.4", "127.0.0.1"],
};
const resolve = async (name: string) => names[name] ?? Promise.reject(new Error("no such name"));

describe("A target elsewhere", () => {
  const ownMachine = new OwnMachine("https://registry.example", resolve);

  test.each([
    "http://127.0.0.1:2375",
    "http://[::1]:80",
    "http://[::ffff:127.0.0.1]",
    "http://169.254.169.254",
    "http://0.0.0.0:9200",
    "http://[::]:9200",
    "http://[fe80::1]",
    "http://127.255.255.254",
    "http://trap.example",
  ])("leads nobody to %s", async (origin) => {
    expect(await ownMachine.refusal(origin)).toMatch(
      /^registry\.example is not on this machine and leads to .*, which is$/,
    );
  });

  test.each(["https://registry.example:5000", "https://store.example", "http://10.0.0.5", "https://absent.example"])(
    "may lead to %s",
    async (origin) => {
      expect(await ownMachine.refusal(origin)).toBeUndefined();
    },
  );
});

test.each(["https://trap.example", "https://absent.example"])(
  "a target of which not every address is this machine's, %s, leads nobody to it",
  async (origin) => {
    expect(await new OwnMachine(origin, resolve).refusal("http://169.254.169.254")).toMatch(/ leads to 169\.254\./);
  },
);

test("a target that has an address of this machine beside its own is not connected to", async () => {
  const reason = "trap.example is not on this machine and leads to trap.example (127.0.0.1), which is";
  expect(await lookedUp(new OwnMachine("https://trap.example", resolve), "trap.example")).toBe(reason);
});

const outside = Object.values(networkInterfaces()).flatMap((all = []) => all.filter(({ internal }) => !internal));

test.skipIf(outside.length === 0)("a target at an address by which others reach this machine is on it", async () => {
  const others = async (name: string) => (name === "here.example" ? outside.map(({ address }) => address) : []);
  expect(await new OwnMachine("http://here.example", others).refusal("http://127.0.0.1:9000")).toBeUndefined();
});

/** What a connection to that name would be told: its addresses, or why there is none. */
const lookedUp = (ownMachine: OwnMachine, name: string, options: LookupOptions = { all: true }) =>
  new Promise((resolve) =>
    ownMachine.lookup(name, options, (error, address, family) =>
      resolve(error ? error.message : Array.isArray(address) ? address.map((each) => each.address) : [address, family]),
    ),
  );

describe("A connection is told", () => {
  const both = new OwnMachine("https://registry.example", async () => ["198.51.100.4", "2001:db8::4", "10.1.2.3"]);

  test("all addresses of a name, in their order, or those of the family that it wants", async () => {
    expect(await lookedUp(both, "both.example")).toEqual(["198.51.100.4", "2001:db8::4", "10.1.2.3"]);
    expect(await lookedUp(both, "both.example", { all: true, family: 6 })).toEqual(["2001:db8::4"]);
    expect(await lookedUp(both, "both.example", { all: true, family: 4 })).toEqual(["198.51.100.4", "10.1.2.3"]);
  });

  test("the others where there is none of the family", async () => {
    const old = new OwnMachine("https://registry.example", resolve);
    expect(await lookedUp(old, "registry.example", { all: true, family: 6 })).toEqual(["203.0.113.7"]);
  });

  test("one where it wants one", async () => {
    expect(await lookedUp(both, "both.example", {})).toEqual(["198.51.100.4", 4]);
    expect(await lookedUp(both, "both.example", { family: 6 })).toEqual(["2001:db8::4", 6]);
  });

  test("that there is none", async () => {
    expect(await lookedUp(new OwnMachine("https://registry.example", resolve), "absent.example")).toBe("no such name");
  });

  test("what this machine itself knows of a name, where nobody says otherwise", async () => {
    const addresses = await lookedUp(new OwnMachine("http://localhost"), "localhost");
    expect(["127.0.0.1", "::1"]).toEqual(expect.arrayContaining(addresses as string[]));
  });
});

test.each(["http://dev.example:5000", "http://127.0.0.1:5000", "http://[::1]:5000"])(
  "a target on this machine, %s, may lead to another place on it",
  async (origin) => {
    expect(await new OwnMachine(origin, resolve).refusal("http://127.0.0.1:9000")).toBeUndefined();
  },
);

describe("A name that means another address when the connection is made", () => {
  /** Looked up again, the name means this machine. */
  const changing = (...before: string[]) => {
    const left = [...before];
    return async (name: string) =>
      name === "trap.example" && left.length > 0 ? [left.shift() as string] : ["127.0.0.1"];
  };
  const ways = { "kept alive": {}, "of its own": { expectContinue: true } };

  test.each(Object.entries(ways))("is not connected to, over a connection that is %s", async (_, way) => {
    await using server = await serve((_, response) => response.end("secret of this machine"));
    await using client = clientFor({ url: "http://203.0.113.7" }, { resolve: changing("198.51.100.4") });
    const { port } = new URL(server.url);

    const { exchange } = await client.send({ method: "GET", url: `http://trap.example:${port}/`, ...way }, label);

    const message = "not sent: 203.0.113.7 is not on this machine and leads to trap.example (127.0.0.1), which is";
    expect(exchange.error).toMatchObject({ kind: "redirects", message });
    expect(server.connections).toBe(0);
  });

  test("is not connected to when it is the target's own", async () => {
    const ownMachine = new OwnMachine("http://trap.example", changing("198.51.100.4"));
    expect(await lookedUp(ownMachine, "trap.example")).toEqual(["198.51.100.4"]);
    expect(await lookedUp(ownMachine, "trap.example")).toContain("leads to trap.example (127.0.0.1)");
  });

  test.each(Object.entries(ways))("is, by a target on this machine, over a connection that is %s", async (_, way) => {
    await using server = await serve((_, response) => response.end());
    const { port } = new URL(server.url);
    await using client = clientFor({ url: `http://trap.example:${port}` }, { resolve: changing() });
    const { exchange } = await client.send({ method: "GET", url: "/v2/", ...way }, label);
    expect(exchange.response?.status).toBe(200);
  });
});

test("what is not sent is recorded with the reason", async () => {
  await using server = await serve((_, response) => response.end("secret of this machine"));
  await using client = clientFor({ url: "http://203.0.113.7" });

  const { exchange } = await client.send({ method: "DELETE", url: `${server.url}/v2/x` }, label);

  expect(exchange.request.headers).toEqual([]);
  expect(exchange.error?.kind).toBe("redirects");
  expect(exchange.error?.message).toMatch(/^not sent: 203\.0\.113\.7 is not on this machine and leads to 127\.0\.0\.1/);
  expect(server.requests).toHaveLength(0);
});

describe("Another host whose name nobody answers for", () => {
  const never = () => new Promise<string[]>(() => {});
  const get = { method: "GET", url: "http://store.example/v2/" };

  test("is waited for as long as for an answer", async () => {
    await using client = clientFor({ url: "http://203.0.113.7" }, { resolve: never, timeoutMs: 50 });

    const { exchange } = await client.send(get, label);

    expect(exchange.error).toEqual({
      kind: "timeout",
      message: "store.example was not found by its name within 50 ms",
    });
  });

  test("is not waited for when all is cancelled", async () => {
    const stop = new AbortController();
    await using client = clientFor({ url: "http://203.0.113.7" }, { resolve: never, signal: stop.signal });

    const sent = client.send(get, label);
    await new Promise(setImmediate);
    stop.abort();

    expect((await sent).exchange.error?.kind).toBe("cancelled");
  });
});
