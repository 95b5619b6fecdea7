import { type Content, manifestOf, type ScenarioContext } from "../../kit/index.ts";
import { pushedImage } from "../../seed.ts";

/** A manifest of exactly that many bytes, padded by annotations of some 10,000 bytes each. */
export async function manifestOfSize({ after, unique }: ScenarioContext, size: number): Promise<Content> {
  const { image } = await after(pushedImage);
  const over = (annotations: Record<string, string>) => manifestOf(image, { annotations });
  const annotations: Record<string, string> = { "org.example.unique": unique("large") };
  const one = over({ ...annotations, "org.example.pad.0000": "" }).size - over(annotations).size + 10_000;
  const count = Math.floor((size - over(annotations).size) / one) - 1;
  for (let index = 0; index < count; index++)
    annotations[`org.example.pad.${String(index).padStart(4, "0")}`] = "x".repeat(10_000);
  const padding = size - over({ ...annotations, "org.example.rest": "" }).size;
  return over({ ...annotations, "org.example.rest": "x".repeat(padding) });
}

/** Decimal megabytes: the spec does not say which. */
export const fourMegabytes = (context: ScenarioContext) => manifestOfSize(context, 4_000_000);
