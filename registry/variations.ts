import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { answer } from "./answer.ts";
import { type Fault, fault, type Rewrite } from "./fault.ts";
import { pageOf } from "./policy/tags.ts";
import { bytesOf, layersOf, refuses } from "./pushed-manifest.ts";
import { setHeader, when, where, withBody, withHeader, withoutHeader } from "./rewrite.ts";

/**
 * What a registry may do and the reference registry does not: built like faults, but breaking nothing. The suite must
 * find nothing wrong with any of them.
 */
function variation(id: string, title: string, behaviour: Omit<Fault, "id" | "title" | "breaks">): Fault {
  return fault(id, { title, breaks: [], ...behaviour });
}

const absoluteLink: Rewrite = (answer, request) => {
  const { Link } = answer.headers;
  return Link ? setHeader(answer, "Link", `${Link}`.replace("<", `<http://${request.headers.host}`)) : answer;
};

const asText = withBody(() => Buffer.from("no\n"));
const plainRefusal: Rewrite = async (answer, request, registry) => {
  if (answer.status < 400 || request.method === "HEAD") return answer;
  return setHeader(await asText(answer, request, registry), "Content-Type", "text/plain; charset=utf-8");
};

/** Letters and digits whatever their case. */
const byLetters = (one: string, other: string) => {
  const [first, second] = [one.toLowerCase(), other.toLowerCase()];
  if (first !== second) return first < second ? -1 : 1;
  return one === other ? 0 : one < other ? -1 : 1;
};

const digestOf = (bytes: Buffer) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

export const variations: readonly Fault[] = [
  variation("headers-of-its-own", "every answer has headers that no spec knows", {
    answer: {
      every: (answer) => setHeader(setHeader(answer, "X-Request-Id", "4f1c"), "Cache-Control", "no-store"),
    },
  }),
  variation("slow-answers", "every answer takes 20 ms", {
    answer: {
      every: async (answer) => {
        await wait(20);
        return answer;
      },
    },
  }),
  variation("lists-without-length", "lists come in chunks, without Content-Length", {
    answer: { "tags.list": withoutHeader("Content-Length"), "referrers.list": withoutHeader("Content-Length") },
  }),
  variation("absolute-links", "the Link of a list is an absolute URL", {
    settings: { pageSize: 5 },
    answer: { "tags.list": absoluteLink, "referrers.list": absoluteLink },
  }),
  variation("tags-by-letter", "tags are ordered by letters and digits, whatever their case", {
    tags: {
      list: (repository) => [...repository.tags.keys()].sort(byLetters),
      page: (tags, request) => pageOf(tags, request, (tag, last) => byLetters(tag, last) > 0),
    },
  }),
  variation("plain-refusals", "refusals are plain text", { answer: { every: plainRefusal } }),
  variation("immutable-tags", "a tag that is taken stays with its manifest: another push answers 409", {
    before: {
      "manifest.put": async (request, registry) => {
        const named = registry.repositories.get(request.name)?.tags.get(request.reference);
        if (named === undefined) return undefined;
        const bytes = await bytesOf(request, registry);
        return named === digestOf(bytes) ? undefined : answer(409);
      },
    },
  }),
  variation("deletion-takes-a-moment", "what was deleted can be read once more", {
    before: {
      "manifest.delete": ({ name, reference }, { repositories, memory }) => {
        const manifest = repositories.get(name)?.manifests.get(reference);
        if (manifest) memory.set(`late ${name} ${reference}`, manifest);
        return undefined;
      },
    },
    answer: {
      "manifest.get": when(
        404,
        where(
          ({ name, reference }, { memory }) => memory.has(`late ${name} ${reference}`),
          (answer, { name, reference }, { memory }) => {
            const { bytes, mediaType } = memory.get(`late ${name} ${reference}`) as {
              bytes: Buffer;
              mediaType: string;
            };
            memory.delete(`late ${name} ${reference}`);
            const headers = {
              "Content-Type": mediaType,
              "Content-Length": `${bytes.length}`,
              "Docker-Content-Digest": reference,
            };
            return { ...answer, status: 200, headers, body: bytes };
          },
        ),
      ),
    },
  }),
  variation("foreign-layers-wanted", "a manifest with a non-distributable layer that is not there is refused", {
    ...refuses(400, (manifest) => layersOf(manifest).some(({ urls }) => urls !== undefined)),
  }),
  variation("no-digest-on-blobs", "a blob that was pushed is confirmed without a digest", {
    answer: { "upload.close": withoutHeader("Docker-Content-Digest") },
  }),
  variation(
    "rare-manifests-refused",
    "manifests of rare forms answer 400: many layers, odd annotations, Docker's types",
    {
      ...refuses(400, (manifest, contentType) => {
        const keys = Object.keys(manifest.annotations ?? {});
        const odd = keys.some((key) => !/^org\.[a-z.0-9-]+$/.test(key)) || "org.example.twice" in manifest;
        return odd || layersOf(manifest).length > 127 || contentType.includes("docker");
      }),
    },
  ),
  variation("lists-may-be-cached", "lists say that they may be cached", {
    answer: { "tags.list": withHeader("ETag", '"list"'), "referrers.list": withHeader("Vary", "Accept") },
  }),
];
