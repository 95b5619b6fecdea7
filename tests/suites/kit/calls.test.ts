import { describe, expect, test } from "vitest";
import { Content } from "../../../client/content.ts";
import { mediaTypes } from "../../../suites/kit/media-types.ts";
import { Repository } from "../../../suites/kit/repository.ts";
import { Upload } from "../../../suites/kit/upload.ts";

const repository = new Repository("some/repo");
const blob = Content.text("a blob");
const manifest = Content.json({}, mediaTypes.manifest);
const accept = mediaTypes.manifests.join(", ");
const octets = { "Content-Type": "application/octet-stream" };
const at = (path: string) => `/v2/some/repo/${path}`;

describe("The calls of a repository", () => {
  test("reading a blob says what it is about, unless only a digest is known", () => {
    const url = at(`blobs/${blob.digest}`);
    expect(repository.getBlob(blob)).toEqual({ method: "GET", url, about: blob });
    expect(repository.headBlob(blob)).toEqual({ method: "HEAD", url, about: blob });
    expect(repository.deleteBlob(blob)).toEqual({ method: "DELETE", url, about: blob });
    expect(repository.getBlob("sha256:0")).toEqual({ method: "GET", url: at("blobs/sha256:0") });
    expect(repository.getBlob("sha256:0", { as: "anonymous" })).toMatchObject({ as: "anonymous" });
    expect(repository.headBlob(blob, { about: manifest })).toMatchObject({ about: manifest });
  });

  test("reading a manifest accepts every type, unless the headers say otherwise", () => {
    expect(repository.getManifest("v1")).toEqual({
      method: "GET",
      url: at("manifests/v1"),
      headers: { Accept: accept },
    });
    expect(repository.headManifest("v1", { headers: { Accept: "a/b", Range: "bytes=0-1" } })).toEqual({
      method: "HEAD",
      url: at("manifests/v1"),
      headers: { Accept: "a/b", Range: "bytes=0-1" },
    });
    expect(accept).toMatch(/manifest\.v1\+json, .*index\.v1\+json, .*docker.*\*\/\*/);
  });

  test("a manifest is put under its own type", () => {
    const call = { method: "PUT", url: at("manifests/v1"), about: manifest, body: manifest };
    expect(repository.putManifest("v1", manifest)).toEqual({
      ...call,
      headers: { "Content-Type": "application/vnd.oci.image.manifest.v1+json" },
    });
    expect(repository.putManifest("v1", manifest, { headers: { "Content-Type": "a/b" }, query: "tag=a" })).toEqual({
      ...call,
      url: at("manifests/v1?tag=a"),
      headers: { "Content-Type": "a/b" },
    });
    expect(repository.putManifest("v1", blob).headers).toEqual({});
  });

  test("uploads are opened without a body, and say so", () => {
    const url = at("blobs/uploads/");
    expect(repository.openUpload()).toEqual({ method: "POST", url, headers: { "Content-Length": "0" } });
    expect(repository.openUpload({ headers: { "X-A": "b" }, as: "limited" })).toEqual({
      method: "POST",
      url,
      headers: { "Content-Length": "0", "X-A": "b" },
      as: "limited",
    });
  });

  test("a single POST carries the blob and its digest", () => {
    const call = { method: "POST", about: blob, headers: octets, body: blob };
    expect(repository.postBlob(blob)).toEqual({ ...call, url: at(`blobs/uploads/?digest=${blob.digest}`) });
    expect(repository.postBlob(blob, "sha256:0")).toEqual({ ...call, url: at("blobs/uploads/?digest=sha256:0") });
    expect(repository.postBlob(blob, "sha256:0", { headers: { "Content-Type": "a/b" } }).headers).toEqual({
      "Content-Type": "a/b",
    });
  });

  test("a mount names the blob, and where to take it from when that is known", () => {
    const headers = { "Content-Length": "0" };
    expect(repository.mountBlob(blob, "other/repo")).toEqual({
      method: "POST",
      url: at(`blobs/uploads/?mount=${blob.digest}&from=other/repo`),
      headers,
      about: blob,
    });
    expect(repository.mountBlob("sha256:0")).toEqual({
      method: "POST",
      url: at("blobs/uploads/?mount=sha256:0"),
      headers,
    });
  });

  test("lists, deletions and whatever else", () => {
    expect(repository.listTags({ query: "n=2&last=" })).toEqual({ method: "GET", url: at("tags/list?n=2&last=") });
    expect(repository.deleteManifest("v1")).toEqual({ method: "DELETE", url: at("manifests/v1") });
    expect(repository.request("PATCH", "x/y", { body: blob, query: "" })).toEqual({
      method: "PATCH",
      url: at("x/y?"),
      body: blob,
    });
    expect(repository.request("GET", "x")).toEqual({ method: "GET", url: at("x") });
  });
});

describe("The calls of an upload session", () => {
  const session = new Upload("https://r.example/up/1?_state=a%3D", "x3");
  const { url } = session;
  const chunk = { url, body: blob, about: blob, locationOf: "x3" };

  test("a chunk has its place only when that is given", () => {
    expect(session.patch(blob)).toEqual({ ...chunk, method: "PATCH", headers: octets });
    expect(session.patch(blob, { at: 10 }).headers).toEqual({ ...octets, "Content-Range": "10-15" });
    expect(session.patch(blob, { at: 0, contentRange: "bytes 0-5/6" }).headers).toEqual({
      ...octets,
      "Content-Range": "bytes 0-5/6",
    });
    const options = { chunkedCoding: true, about: manifest };
    expect(session.patch(blob, options)).toEqual({ ...chunk, method: "PATCH", headers: octets, ...options });
  });

  test("closing it names the digest, and is about the whole blob", () => {
    const put = { ...chunk, method: "PUT" };
    const empty = { body: Content.empty, headers: {} };
    expect(session.put(blob)).toEqual({ ...put, ...empty, url: `${url}&digest=${blob.digest}`, about: blob });
    expect(session.put("sha256:0")).toEqual({ ...put, ...empty, url: `${url}&digest=sha256:0`, about: Content.empty });
    expect(session.put(manifest, blob, { at: 4, as: "limited" })).toEqual({
      ...put,
      url: `${url}&digest=${manifest.digest}`,
      about: manifest,
      headers: { ...octets, "Content-Range": "4-9" },
      as: "limited",
    });
    expect(session.put("sha256:0", blob, { contentRange: "x" }).headers).toEqual({ ...octets, "Content-Range": "x" });
    expect(session.putWithoutDigest(blob)).toEqual({ ...put, headers: octets });
  });

  test("it is asked for its state, and cancelled", () => {
    expect(session.status()).toEqual({ method: "GET", url, locationOf: "x3" });
    expect(session.cancel()).toEqual({
      method: "DELETE",
      url,
      headers: { "Content-Length": "0" },
      locationOf: "x3",
    });
  });

  test("its query is added to, and its URL changed, without touching the rest", () => {
    expect(session.withQuery("digest=a")).toBe("https://r.example/up/1?_state=a%3D&digest=a");
    expect(new Upload("https://r.example/up/1", "x3").withQuery("digest=a")).toBe("https://r.example/up/1?digest=a");
    expect(session.at((old) => old.replace("/1", "/2")).status()).toEqual({
      method: "GET",
      url: "https://r.example/up/2?_state=a%3D",
      locationOf: "x3",
    });
  });
});
