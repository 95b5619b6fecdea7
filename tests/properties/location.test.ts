import fc from "fast-check";
import { describe, expect } from "vitest";
import { addressOf, sameOrigin } from "../../client/address.ts";
import { followRedirects } from "../../client/redirects.ts";
import { Blocked } from "../../suites/kit/outcome.ts";
import { resolveLocation } from "../../suites/kit/reply.ts";
import { Upload } from "../../suites/kit/upload.ts";
import { headerText } from "./http-texts.ts";
import { law } from "./law.ts";
import { replyWith } from "./reply.ts";

const base = "https://registry.example:5000/v2/team/app/blobs/uploads/?digest=x";
const url = fc.webUrl({ withQueryParameters: true, withFragments: true, validSchemes: ["http", "https"] });
/** A path and query of any characters that URLs have, signatures and dots among them. */
const path = fc
  .stringMatching(/^\/[a-z0-9%/._~-]{0,20}(\?[a-z0-9%&=+/.:-]{0,20})?$/)
  .filter((text) => !text.startsWith("//"));
const reference = fc.oneof(url, path, fc.stringMatching(/^[a-z0-9._-]{1,9}(\/[a-z0-9._-]{0,9})?(\?[a-z0-9=&]*)?$/));

describe("A Location (RFC 9110, section 10.2.2)", () => {
  law(
    "leads where RFC 3986 says, as the URL parser of browsers has it",
    200,
    fc.property(reference, (location) => {
      expect(new URL(resolveLocation(location, base)).href).toBe(new URL(location, base).href);
    }),
  );

  law(
    "keeps its path and query to the letter: they may be signed",
    200,
    fc.property(path, (location) => {
      const resolved = resolveLocation(location, base);
      expect(resolved).toBe(`https://registry.example:5000${location}`);
      expect(addressOf(resolved).path).toBe(location);
    }),
  );

  law(
    "of any text is a URL to go on with, or blocks what rests on it",
    300,
    fc.property(
      fc.oneof(
        headerText,
        headerText.map((text) => `http${text}`),
        headerText.map((text) => `//${text}`),
      ),
      (location) => {
        const reply = replyWith([["Location", location]], base);
        try {
          expect(reply.upload.url).toMatch(/^[a-z][a-z0-9+.-]*:/i);
        } catch (error) {
          expect(error).toBeInstanceOf(Blocked);
        }
      },
    ),
  );

  law(
    "of an upload takes the digest into the query that is sent",
    200,
    fc.property(url, (location) => {
      const { path: sent } = addressOf(new Upload(location, "x1").put("sha256:ab").url ?? "");
      const before = addressOf(location).path;
      expect(sent).toBe(`${before}${before.includes("?") ? "&" : "?"}digest=sha256:ab`);
    }),
  );

  law(
    "of a redirect is followed to http(s) alone, with credentials to the same origin only, and five times at most",
    200,
    fc.property(fc.array(fc.oneof(reference, headerText), { minLength: 7, maxLength: 7 }), (locations) => {
      const follow = followRedirects();
      let hop = {
        method: "GET",
        url: base,
        headers: [["Authorization", "Basic x"]],
        body: undefined,
        call: { method: "GET", url: base },
      } as never as Parameters<typeof follow>[0];
      let followed = 0;
      for (const location of locations) {
        const next = follow(hop, {
          exchange: { id: "x1" },
          response: { status: 307, headers: [["Location", location]] },
        } as never) as typeof hop | undefined;
        if (!next || next.failure) break;
        expect(next.url).toMatch(/^https?:\/\//i);
        expect(next.headers.length).toBe(hop.headers.length > 0 && sameOrigin(next.url, hop.url) ? 1 : 0);
        hop = next;
        followed++;
      }
      expect(followed).toBeLessThanOrEqual(5);
    }),
  );
});

describe("An address", () => {
  law(
    "is cut as the URL parser cuts it, but for what it rewrites",
    200,
    fc.property(url, (text) => {
      const { origin, host, path } = addressOf(text);
      const parsed = new URL(text);
      expect({ origin, host }).toEqual({ origin: parsed.origin, host: parsed.host });
      const sent = text.replace(/#.*/, "");
      // A slash is all that may be put before what stands there.
      expect(sent.endsWith(path) || sent.endsWith(path.slice(1))).toBe(true);
      expect(path).not.toContain("#");
    }),
  );

  law(
    "of any text is one, or a TypeError",
    300,
    fc.property(
      fc.oneof(
        headerText,
        headerText.map((text) => `http://${text}`),
      ),
      (text) => {
        try {
          expect(addressOf(text).path).toMatch(/^\//);
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError);
        }
      },
    ),
  );
});
