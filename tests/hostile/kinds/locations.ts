import type { Scene } from "../hostility.ts";
import { type Hostility, isRoot, setHeader } from "../hostility.ts";

/** Every Location that the registry gives becomes another one. */
const trap = (to: (scene: Scene, from: string) => string): Hostility => ({
  change: (answered, _, scene) => {
    const [, from] = answered.headers.find(([name]) => name.toLowerCase() === "location") ?? [];
    if (from !== undefined) setHeader(answered, "Location", to(scene, from));
  },
});

/** Everything but the root is redirected. */
const redirect = (to: (scene: Scene, url: string, number: number) => string, status = 307): Hostility => ({
  change: (answered, asked, scene) => {
    if (isRoot(asked)) return;
    answered.status = status;
    setHeader(answered, "Location", to(scene, asked.url, asked.number));
  },
});

const pathOf = (location: string) => location.replace(/^https?:\/\/[^/]*/, "");

/** Locations and redirects that lead astray. */
export const locations: Record<string, Hostility> = {
  "ten thousand redirects": redirect((_, url, number) => `${url.replace(/\?.*/, "")}?n=${number}`),
  "a redirect to itself": redirect((_, url) => url),
  "a redirect to file:": redirect(() => "file:///etc/passwd"),
  "a redirect to another host": redirect(({ elsewhere }, url) => `${elsewhere}${url}`),
  "a redirect to another host, with a login in it": redirect(
    ({ elsewhere }, url) => `${elsewhere.replace("//", "//ann:hunter22@")}${url}`,
  ),
  "a redirect to a host that is not there": redirect((_, url) => `http://registry.invalid${url}`),
  "a redirect to a closed port": redirect((_, url) => `http://127.0.0.1:1${url}`),
  "a redirect to https": redirect(({ url: own }, url) => `${own.replace("http:", "https:")}${url}`),
  "a redirect to javascript:": redirect(() => "javascript:alert(1)", 301),
  "an upload on another host": trap(({ elsewhere }, from) => `${elsewhere}${pathOf(from)}`),
  "an upload on another host, with a login in it": trap(
    ({ elsewhere }, from) => `${elsewhere.replace("//", "//ann:hunter22@")}${pathOf(from)}`,
  ),
  "a Location of javascript:": trap(() => "javascript:alert(document.domain)"),
  "a Location of file:": trap(() => "file:///dev/zero"),
  "a Location of data:": trap(() => "data:text/html,<script>alert(1)</script>"),
  "a Location that is nonsense": trap(() => "../../../../%00%ff?#\\..\\?%"),
  "a Location with spaces and quotes": trap((_, from) => `${from} "'><script>alert(1)</script>`),
  "a Location with escapes": trap((_, from) => `${from}\u009b31m\u00ff`),
  "an empty Location": trap(() => ""),
  "a Location of a hundred thousand characters": trap((_, from) => `${from}${"x".repeat(10_000)}`),
  "a Location with a digest of its own": trap(
    (_, from) => `${from}${from.includes("?") ? "&" : "?"}digest=sha256:${"0".repeat(64)}`,
  ),
  "a Location that is the root": trap(({ url }) => `${url}/v2/`),
  "two Locations": {
    change: (answered, _, { elsewhere }) => {
      if (answered.headers.some(([name]) => name.toLowerCase() === "location"))
        answered.headers.push(["Location", `${elsewhere}/second`]);
    },
  },
};
