import { createHash } from "node:crypto";

/** A part of an address that is sure to be a file name everywhere, and the same for the same name. */
export function addressOf(name: string): string {
  return /^[a-z0-9]([a-z0-9._-]{0,148}[a-z0-9])?$/.test(name) ? name : withDigest(slug(name), name);
}

/** The same for products, where case, blanks and signs make no other product: "Zot" and "zot" are one. */
export function productAddress(name: string): string {
  const short = slug(name);
  return short !== "" && short.length < 80 && /^[ -~]*$/.test(name) ? short : withDigest(short, name.toLowerCase());
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function withDigest(short: string, name: string): string {
  const digest = createHash("sha256").update(name).digest("hex").slice(0, 8);
  return [short.slice(0, 60), digest].filter((part) => part !== "").join("-");
}

export const pages = {
  overview: (spec: string, standard: string) => (spec === standard ? "index.html" : `overview/${addressOf(spec)}.html`),
  matrix: (spec: string, category: string) => `matrix/${addressOf(spec)}/${addressOf(category)}.html`,
  spec: (spec: string) => `spec/${addressOf(spec)}.html`,
  product: (address: string) => `product/${address}.html`,
  requirement: (id: string) => `requirement/${addressOf(id)}.html`,
  badge: (address: string, spec: string) => `badge/${address}/${addressOf(spec)}.svg`,
  data: (address: string) => `data/${address}.json`,
};

/** The folders that a site has, and nobody else should use. */
export const folders = ["overview", "matrix", "spec", "product", "requirement", "badge", "data"] as const;
