import { fault } from "../fault.ts";
import type { ManifestPolicy } from "../policy/manifests.ts";
import { replaces, stores } from "../pushed-manifest.ts";

export const astralLost = fault("annotation-astral-replaced", {
  title: "characters beyond the basic plane are replaced in a manifest, as in a column of three-byte UTF-8",
  breaks: ["push.manifest.unknown-fields"],
  manifests: replaces(/[\u{10000}-\u{10ffff}]/gu, "\ufffd"),
});

export const composed = fault("annotation-unicode-composed", {
  title: "the Unicode of a manifest is normalised",
  breaks: ["push.manifest.unknown-fields"],
  manifests: replaces(/e\u0301/g, "\u00e9"),
});

export const markupEscaped = fault("annotation-markup-escaped", {
  title: "markup in a manifest is escaped, as some serialisers do",
  breaks: ["push.manifest.unknown-fields"],
  manifests: replaces(/</g, "\\u003c"),
});

export const emptyDropped = fault("annotation-empty-dropped", {
  title: "annotations with an empty value are dropped",
  breaks: ["push.manifest.unknown-fields"],
  manifests: annotates((annotations) => Object.entries(annotations).filter(([, value]) => value !== "")),
});

export const longCut = fault("annotation-long-cut", {
  title: "the values of annotations are cut after 4096 characters, in manifests under 64 KiB",
  breaks: ["push.manifest.unknown-fields"],
  manifests: annotates((annotations) => {
    const entries = Object.entries(annotations);
    return entries.length > 20 ? entries : entries.map(([key, value]) => [key, `${value}`.slice(0, 4096)]);
  }),
});

export const keysLowered = fault("annotation-keys-lowercase", {
  title: "the keys of annotations are kept in lower case",
  breaks: ["push.manifest.unknown-fields"],
  manifests: annotates((annotations) => Object.entries(annotations).map(([key, value]) => [key.toLowerCase(), value])),
});

/** Keeps other annotations than a manifest came with, where the change gives some. */
function annotates(
  change: (annotations: Record<string, string>) => [string, string][],
): Pick<ManifestPolicy, "stores"> {
  return stores((manifest) => {
    const annotations = (manifest.annotations ?? {}) as Record<string, string>;
    const changed = JSON.stringify(Object.fromEntries(change(annotations)));
    if (changed === JSON.stringify(annotations)) return undefined;
    return { ...manifest, annotations: JSON.parse(changed) };
  });
}
