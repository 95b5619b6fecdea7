import { parse } from "yaml";
import { UsageError } from "../errors.ts";

/** PRODUCT.yaml of the public results repository (opencontainers/oci-conformance). */
export interface Product {
  vendor: string;
  name: string;
  version: string;
  website_url: string;
  documentation_url: string;
  type: string;
  description: string;
  repo_url?: string;
  product_logo_url?: string;
}

const required = ["vendor", "name", "version", "website_url", "documentation_url", "type", "description"] as const;
const types = ["distribution", "hosted platform", "installer"];

/** @throws UsageError when the text is no YAML map */
export function productOf(text: string, file: string): Partial<Product> {
  let value: unknown;
  try {
    value = parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not YAML: ${(error as Error).message.split("\n")[0]}`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UsageError(`${file} must be a map of ${required.join(", ")}`);
  // A name of digits alone is a number to YAML; a list is no name at all.
  const plain = Object.entries(value).filter(([, each]) => /^(string|number|boolean)$/.test(typeof each));
  return Object.fromEntries(plain.map(([field, each]) => [field, String(each)]));
}

/** What a reviewer would send back, one line each. */
export function productProblems(product: Partial<Product>): string[] {
  const { name = "", version, type } = product;
  const lacking = required.filter((field) => String(product[field] ?? "").trim() === "");
  const urls = (["website_url", "documentation_url", "repo_url", "product_logo_url"] as const).filter((field) => {
    const value = product[field];
    return value !== undefined && !/^https?:\/\/[^\s]+$/.test(String(value));
  });
  return [
    ...(lacking.length > 0 ? [`${lacking.join(", ")} missing`] : []),
    ...(/\bOCI\b/.test(name) ? ["the name must not contain OCI"] : []),
    ...(version === undefined || isExact(String(version))
      ? []
      : [`version "${version}" is not exact: name the release`]),
    ...(type === undefined || types.includes(type) ? [] : [`type must be one of ${types.join(", ")}`]),
    ...(urls.length > 0 ? [`${urls.join(", ")} must be a URL`] : []),
    ...(product.product_logo_url === undefined || /\.(svg|ai|eps)$/i.test(product.product_logo_url)
      ? []
      : ["product_logo_url must be an svg, ai or eps"]),
  ];
}

/** A release, not a name for whatever is newest. */
export function isExact(version: string): boolean {
  return /\d/.test(version) && !/latest|nightly|stable|main|master|head|\*|[<>~^]|\bx\b/i.test(version);
}

/** What its folder is called. */
export function folderOf({ name = "" }: Partial<Product>): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
