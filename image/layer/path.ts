/** A path as it stands in an archive, cut into what counts. All texts are byte strings (latin1). */
export interface LayerPath {
  /** Segments without empty ones and `.`; `..` stays. */
  segments: string[];
  /** The segments joined: the key by which two spellings of one path meet. Empty for the root. */
  key: string;
  base: string;
}

export function pathOf(name: string): LayerPath {
  const segments = name.split("/").filter((segment) => segment !== "" && segment !== ".");
  const key = segments.join("/");
  // The same text twice would be kept twice.
  return { segments, key: key === name ? name : key, base: segments.at(-1) ?? "" };
}

/** The spelling without a leading `./` or `/`, and without the slash that directories end in. */
export function plainSpelling(name: string, isDirectory: boolean): string {
  const plain = name.replace(/^(\.?\/)+/, "");
  const spelling = isDirectory ? plain.replace(/\/+$/, "") : plain;
  return spelling === "." ? "" : spelling;
}

/** Bytes of an archive as text for people. */
export function shown(name: string): string {
  const text = Buffer.from(name, "latin1").toString("utf8");
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
