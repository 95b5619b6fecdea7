import { Content, manifestOf, type ScenarioContext } from "../../kit/index.ts";
import { pushedImage } from "../../seed.ts";

/**
 * A manifest of exactly that many bytes, padded by annotations of some 10,000 bytes each. They are written into its
 * bytes: to make megabytes of JSON takes longer than to push them.
 */
export async function manifestOfSize({ after, unique }: ScenarioContext, size: number): Promise<Content> {
  const { image } = await after(pushedImage);
  const bare = manifestOf(image, { annotations: { "org.example.unique": unique("large"), [rest]: "" } });
  const padding = size - bare.size;
  const count = Math.floor(padding / (padStart(0).length + padLength + padEnd.length));
  const at = bare.bytes.indexOf(`"${rest}": "`);
  const inRest = at + `"${rest}": "`.length;

  const bytes = Buffer.alloc(size, "x");
  let written = bare.bytes.copy(bytes, 0, 0, at);
  for (let index = 0; index < count; index++) {
    written += bytes.write(padStart(index), written, "latin1") + padLength;
    written += bytes.write(padEnd, written, "latin1");
  }
  bare.bytes.copy(bytes, written, at, inRest);
  bare.bytes.copy(bytes, size - (bare.size - inRest), inRest);
  return new Content(bytes, () => undefined, bare.mediaType);
}

const rest = "org.example.rest";
const padLength = 10_000;
const padStart = (index: number) => `"org.example.pad.${String(index).padStart(4, "0")}": "`;
const padEnd = '",\n    ';

/** Decimal megabytes: the spec does not say which. */
export const fourMegabytes = (context: ScenarioContext) => manifestOfSize(context, 4_000_000);
