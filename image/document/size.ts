import { type Rule, within } from "./observation.ts";

/** What registries take of a manifest at least: 4 megabytes. */
const portable = 4 * 1024 * 1024;

/** Documents that readers may refuse for their length alone. */
export const lengths: Rule = function* (document) {
  const { size, kind } = document;
  if (size <= portable || kind === "config") return;
  const embedded = document.parts
    .filter((part) => part.kind === "descriptor" || part.kind === "entry")
    .flatMap(({ value: { data }, pointer }) => (typeof data === "string" ? [{ data, pointer }] : []))
    .sort((a, b) => b.data.length - a.data.length);
  const [largest] = embedded;
  const inData = embedded.reduce((sum, { data }) => sum + data.length, 0);
  const byData = largest !== undefined && size - inData <= portable && document.spec !== "1.0";
  yield {
    requirement: byData ? "image.descriptor.data-portable-size" : "image.json.size-limits",
    pointer: byData ? within(largest.pointer, "data") : "",
    message: byData
      ? "Embedded data makes the document larger than every registry takes"
      : "The document is larger than every registry takes",
    expected: `at most ${portable} bytes`,
    found: `${size} bytes${byData ? `, ${largest.data.length} of them in this data` : ""}`,
    advice: byData ? "Store the content as a blob only." : "Move what is large into blobs.",
  };
};
