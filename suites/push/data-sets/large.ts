import { Content, manifestOf, type ScenarioContext } from "../../kit/index.ts";
import { pushedImage } from "../../seed.ts";

/**
 * A manifest of exactly that many bytes, padded by annotations of some 10,000 bytes each. They are put into the text,
 * since to write megabytes as JSON takes longer than to push them.
 */
export async function manifestOfSize({ after, unique }: ScenarioContext, size: number): Promise<Content> {
  const { image } = await after(pushedImage);
  const bare = manifestOf(image, { annotations: { "org.example.unique": unique("large"), [rest]: "" } });
  const count = Math.floor((size - bare.size) / pad(0).length);
  const pads = Array.from({ length: count }, (_, index) => pad(index)).join("");
  const more = "x".repeat(size - bare.size - pads.length);
  const text = bare.bytes.toString("utf8").replace(`"${rest}": "`, `${pads}"${rest}": "${more}`);
  return Content.text(text, bare.mediaType);
}

const rest = "org.example.rest";
const padding = "x".repeat(10_000);
const pad = (index: number) => `"org.example.pad.${String(index).padStart(4, "0")}": "${padding}",\n    `;

/** Decimal megabytes: the spec does not say which. */
export const fourMegabytes = (context: ScenarioContext) => manifestOfSize(context, 4_000_000);
