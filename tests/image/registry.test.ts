import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClient } from "../../client/http-client.ts";
import { LayoutBuilder, someFiles } from "../../image/corpus/layout/builder.ts";
import { RegistrySource } from "../../image/source/registry.ts";
import { UnreachableSource, UnusableInput } from "../../image/source/source.ts";
import { validate } from "../../image/validate.ts";
import { type RunningRegistry, startRegistry } from "../../registry/server.ts";

const login = { username: "user", password: "secret" };

describe("An image in a registry that wants tokens", () => {
  let registry: RunningRegistry;
  const builder = new LayoutBuilder();
  const large = builder.layer([...someFiles, { name: "large", data: Buffer.alloc(3_000_000, "large") }], "none");
  const image = builder.image([builder.layer(someFiles), large]);
  const index = builder.index([image]);

  beforeAll(async () => {
    registry = await startRegistry({ settings: { authentication: "basic", user: login, blobRedirect: true } });
    const headers = { authorization: `Basic ${Buffer.from("user:secret").toString("base64")}` };
    for (const [path, bytes] of builder.files) {
      if (!path.startsWith("blobs/")) continue;
      const digest = path.slice(6).replace("/", ":");
      const url = `${registry.url}/v2/team/app/blobs/uploads/?digest=${digest}`;
      await fetch(url, {
        method: "POST",
        headers: { ...headers, "content-type": "application/octet-stream" },
        body: bytes,
      });
    }
    for (const { mediaType, ...descriptor } of [image, index]) {
      const body = builder.bytesOf({ mediaType, ...descriptor });
      for (const reference of [descriptor.digest, "latest"]) {
        const url = `${registry.url}/v2/team/app/manifests/${reference}`;
        await fetch(url, { method: "PUT", headers: { ...headers, "content-type": mediaType }, body });
      }
    }
  });
  afterAll(() => registry.close());

  const source = (reference: string, credentials: typeof login | null = login) =>
    new RegistrySource(createClient({ baseUrl: registry.url, ...(credentials ? { credentials } : {}) }), {
      registry: registry.url,
      repository: "team/app",
      reference,
      digest: reference.includes(":") ? reference : undefined,
    });

  it("is validated whole, layers streamed through redirects", async () => {
    const from = source("latest");
    const { findings, found, notLookedAt, tally } = await validate(from, { spec: "1.1" });
    await from.close();
    expect({ findings, notLookedAt }).toEqual({ findings: [], notLookedAt: [] });
    expect(found.map(({ what }) => what)).toEqual(["index", "image linux/amd64"]);
    expect(tally).toMatchObject({ documents: 3, layers: 2 });
    expect(tally.bytes).toBeGreaterThan(3_000_000);
  });

  it("is found by digest", async () => {
    const from = source(image.digest);
    expect((await validate(from, { spec: "1.1" })).found).toMatchObject([
      { path: image.digest, what: "image linux/amd64" },
    ]);
    await from.close();
  });

  it("that is not there is one line", async () => {
    const from = source("nothing");
    await expect(validate(from, { spec: "1.1" })).rejects.toThrow(UnusableInput);
    await from.close();
  });

  it("is not seen without credentials, and one line says so", async () => {
    const from = source("latest", null);
    await expect(validate(from, { spec: "1.1" })).rejects.toThrow(/wants credentials/);
    await expect(validate(from, { spec: "1.1" })).rejects.toThrow(UnreachableSource);
    await from.close();
  });
});

describe("A registry that misbehaves", () => {
  const builder = new LayoutBuilder();
  const image = builder.image();
  const [layer] = JSON.parse(builder.bytesOf(image).toString()).layers;
  let server: Server;
  let blob: (bytes: Buffer) => { length: number; bytes: Buffer };
  let contentType = image.mediaType;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = decodeURIComponent(request.url ?? "");
      const digest = path.split("/").at(-1) ?? "";
      const isManifest = path.includes("/manifests/");
      const bytes = builder.files.get(`blobs/${(isManifest ? image.digest : digest).replace(":", "/")}`) as Buffer;
      const sent = digest === layer.digest ? blob(bytes) : { length: bytes.length, bytes };
      response.setHeader("Content-Length", sent.length);
      response.setHeader("Content-Type", isManifest ? contentType : "application/octet-stream");
      response.end(request.method === "HEAD" ? undefined : sent.bytes);
      if (sent.bytes.length < sent.length && request.method !== "HEAD") response.socket?.end();
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
  });
  afterAll(() => server.close());

  async function validated(reference = "latest") {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const digest = reference.includes(":") ? reference : undefined;
    const source = new RegistrySource(createClient({ baseUrl }), {
      registry: baseUrl,
      repository: "app",
      reference,
      digest,
    });
    const { findings, notLookedAt } = await validate(source, { spec: "1.1" });
    await source.close();
    return { ids: findings.map(({ requirement, severity }) => `${severity} ${requirement}`), notLookedAt };
  }

  it("with other bytes for a layer is found out", async () => {
    blob = (bytes) => ({ length: bytes.length, bytes: Buffer.alloc(bytes.length, 1) });
    expect((await validated()).ids).toEqual(["error image.descriptor.digest-matches-content"]);
  });

  it("with a longer layer is found out", async () => {
    blob = (bytes) => ({ length: bytes.length + 1, bytes: Buffer.concat([bytes, Buffer.from("x")]) });
    expect((await validated()).ids).toEqual(["error image.descriptor.size-exact"]);
  });

  it("that breaks off says nothing about the image, and what was not read is named", async () => {
    blob = (bytes) => ({ length: bytes.length, bytes: bytes.subarray(0, 10) });
    const { ids, notLookedAt } = await validated();
    expect(ids).toEqual([]);
    expect(notLookedAt).toMatchObject([{ reason: expect.stringContaining("10 of") }]);
  });

  it("that has something of an unknown type under a tag is not called sound", async () => {
    contentType = "application/vnd.example.thing";
    const before = builder.bytesOf(image);
    builder.replace(image, Buffer.from("who knows"));
    const { ids, notLookedAt } = await validated();
    builder.replace(image, before);
    contentType = image.mediaType;
    expect(ids).toEqual([]);
    expect(notLookedAt).toMatchObject([{ path: "latest", reason: expect.stringContaining("vnd.example.thing") }]);
  });

  it("that calls a manifest something else is found out", async () => {
    blob = (bytes) => ({ length: bytes.length, bytes });
    contentType = "application/vnd.docker.distribution.manifest.v2+json";
    expect((await validated()).ids).toEqual(["warning image.media-type.conflict"]);
    expect((await validated(image.digest)).ids).toEqual(["warning image.media-type.conflict"]);
    contentType = image.mediaType;
  });
});
