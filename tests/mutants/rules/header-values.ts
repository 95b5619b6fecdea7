type Change = (value: string) => string;
type Changes = Record<string, Change>;

const counted =
  (pattern: RegExp, by: number): Change =>
  (value) =>
    value.replace(pattern, (digits) => `${Math.max(0, Number(digits) + by)}`);

const digest: Changes = {
  "another one": (value) => value.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
  "without algorithm": (value) => value.replace(/^\w+:/, ""),
  "in capitals": (value) => value.toUpperCase(),
};

const range: Changes = {
  "start + 1": counted(/\d+(?=-)/, 1),
  "end + 1": counted(/(?<=-)\d+/, 1),
  "end - 1": counted(/(?<=-)\d+/, -1),
  "size + 1": counted(/(?<=\/)\d+/, 1),
  "without unit": (value) => value.replace(/^bytes\s*=?\s*/, ""),
};

const at = (value: string, change: (url: URL) => void): string => {
  const url = new URL(value, "http://relative.invalid");
  change(url);
  return url.host === "relative.invalid" ? `${url.pathname}${url.search}` : url.href;
};

const byName: Record<string, Changes> = {
  "docker-content-digest": digest,
  "oci-subject": digest,
  location: {
    "leads nowhere": (value) =>
      at(value, (url) => {
        url.pathname = url.pathname.replace(/[^/]+$/, (last) => `${last}0`);
      }),
    "another host": (value) =>
      at(value, (url) => {
        url.protocol = "http:";
        url.host = "127.0.0.1:9";
      }).replace(/^(?=\/)/, "http://127.0.0.1:9"),
    "another repository": (value) => value.replace("/v2/", "/v2/other/"),
    "without query": (value) => value.replace(/\?.*/, ""),
    relative: (value) => value.replace(/^https?:\/\/[^/]+/, ""),
    empty: () => "",
  },
  "content-length": { "one more": counted(/\d+/, 1), "one less": counted(/\d+/, -1) },
  "content-range": range,
  range,
  "content-type": {
    "octet stream": () => "application/octet-stream",
    html: () => "text/html",
    "another manifest": () => "application/vnd.docker.distribution.manifest.v2+json",
    "with parameter": (value) => (value.includes(";") ? value : `${value}; charset=utf-8`),
  },
  "accept-ranges": { none: () => "none" },
  link: {
    "without last": (value) => value.replace(/[?&]last=[^&>]*/, ""),
    "without n": (value) => value.replace(/&?n=\d+/, ""),
    "without rel": (value) => value.replace(/;.*/, ""),
    "without brackets": (value) => value.replace(/[<>]/g, ""),
    "rel prev": (value) => value.replace("next", "prev"),
    "leads nowhere": (value) => value.replace(/tags\/list|referrers/, "nothing"),
    "last before": (value) => value.replace(/(last=)[^&>]*/, "$1a"),
  },
  "oci-filters-applied": { "another one": () => "annotations", doubled: (value) => `${value},${value}` },
  "oci-chunk-min-length": { huge: () => "1000000000000", "no number": () => "many" },
  etag: {
    constant: () => '"constant"',
    weak: (value) => `W/${value}`,
    "without quotes": (value) => value.replaceAll('"', ""),
  },
  "docker-distribution-api-version": { "another one": () => "registry/1.0" },
  "docker-upload-uuid": { "another one": () => "00000000-0000-4000-8000-000000000000" },
  allow: { "too much": (value) => `${value}, TRACE` },
};

/** How a value of this header can go wrong, by name. */
export function changesOf(name: string): Changes {
  return byName[name.toLowerCase()] ?? {};
}
