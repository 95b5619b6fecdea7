import { describe, expect, test } from "vitest";
import type { Client } from "../../client/client.ts";
import { UntestableTarget } from "../../engine/errors.ts";
import { beforeTheRun, preflight } from "../../engine/preflight.ts";
import { place } from "./conversation/place.ts";
import { type FakeAnswer, fakeClient } from "./fake-client.ts";

const existing = { tag: undefined };

/** A target that answers `/v2/` and the opening of an upload so. */
const target = (root: FakeAnswer, upload?: FakeAnswer) =>
  fakeClient(({ method }) => (method === "GET" ? root : upload));

/** What is said of a target that cannot be tested; undefined where it can. */
async function said(client: Client, more: Partial<typeof place> = {}): Promise<string | undefined> {
  try {
    await preflight(client, { ...place, ...more });
    return undefined;
  } catch (error) {
    expect(error).toBeInstanceOf(UntestableTarget);
    return (error as Error).message;
  }
}

describe("A target can be tested", () => {
  test("where it answers /v2/ with 200, and is asked for no more", async () => {
    const client = target({ status: 200 });
    expect(await said(client)).toBeUndefined();
    expect(client.exchanges.map(({ scenario, step }) => [scenario, step])).toEqual([[beforeTheRun, "root"]]);
  });

  test.each([401, 404, 429, 500])("where it answers /v2/ with %d, and opens an upload", async (status) => {
    const client = target({ status }, { status: 202 });
    expect(await said(client)).toBeUndefined();
    expect(client.exchanges.map(({ scenario, step, request }) => [scenario, step, request.url])).toEqual([
      [beforeTheRun, "root", "http://fake.example/v2/"],
      [beforeTheRun, "open", "http://fake.example/v2/some/repo/blobs/uploads/"],
    ]);
  });

  test("where nothing but reading is asked for, whatever /v2/ says but 401, and opens no upload", async () => {
    const client = target({ status: 404 }, { status: 202 });
    expect(await said(client, { existing })).toBeUndefined();
    expect(client.exchanges).toHaveLength(1);
    expect(await said(target({ status: 401 }), { existing })).toMatch(/wants credentials/);
  });
});

describe("It is said why not,", () => {
  test.each<[string, FakeAnswer, FakeAnswer, string]>([
    ["where nobody answers", undefined, undefined, "cannot be reached: the connection was cut"],
    [
      "where no registry does",
      { status: 404 },
      { status: 405 },
      "does not look like a registry: GET /v2/ answered 404, opening an upload answered 405",
    ],
    [
      "where the second answer does not come",
      { status: 500 },
      undefined,
      "does not look like a registry: GET /v2/ answered 500, opening an upload answered the connection was cut",
    ],
    ["where all is too much for it", { status: 429 }, { status: 503 }, "answers 429 Too Many Requests"],
    ["where an upload is too much for it", { status: 503 }, { status: 429 }, "answers 429 Too Many Requests"],
    [
      "where it wants credentials",
      { status: 401 },
      { status: 401 },
      "wants credentials (GET /v2/ answered 401): give --username and --password, or --token",
    ],
  ])("%s", async (_, root, upload, message) => {
    expect(await said(target(root, upload))).toContain(`http://fake.example ${message}`);
  });

  test("where it refused the credentials, or had no token for them", async () => {
    const refusing = (what: { sent?: boolean; refusal?: string }): Client => {
      const client = target({ status: 401 }, { status: 401 });
      const send: Client["send"] = async (call, label) => {
        const { exchange, ...rest } = await client.send(call, label);
        exchange.request.headers.push(["User-Agent", "oci-conformance"]);
        if (what.sent) exchange.request.headers.push(["Authorization", "Basic ***"]);
        return { exchange, ...rest, ...(what.refusal ? { refusal: what.refusal } : {}) };
      };
      return { ...client, send };
    };
    expect(await said(refusing({}))).toMatch(/wants credentials/);
    expect(await said(refusing({ sent: true }))).toBe(
      "http://fake.example refused the credentials (GET /v2/ answered 401)",
    );
    expect(await said(refusing({ sent: true, refusal: "the token server answered 403" }))).toBe(
      "http://fake.example lets nobody in (GET /v2/ answered 401): the token server answered 403",
    );
  });
});
