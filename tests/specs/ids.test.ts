import { expect, test } from "vitest";
import { catalogue } from "../../specs/catalogue.ts";
import { imageCatalogue } from "../../specs/image-catalogue.ts";

// Baselines, badges and published reports name these ids: removing one, or changing what it means, is a decision.
test("the ids are those we have published", async () => {
  const ids = catalogue.map(({ id }) => id).sort();
  await expect(`${ids.join("\n")}\n`).toMatchFileSnapshot("./ids.txt");
});

test("so are those of the image catalogue", async () => {
  const ids = imageCatalogue.map(({ id }) => id).sort();
  await expect(`${ids.join("\n")}\n`).toMatchFileSnapshot("./image-ids.txt");
});
