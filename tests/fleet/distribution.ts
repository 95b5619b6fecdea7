import { writeConfig } from "./distribution-config.ts";
import { launch } from "./launch.ts";
import { built, type Product } from "./product.ts";

const version = "3.1.2";
const { program, missing } = built("distribution", version);
const start = (storage: "filesystem" | "in-memory", deletion: boolean) => () =>
  launch(program, (address, folder) => ["serve", writeConfig({ storage, deletion }, address, folder)]);

export const distribution: Product = {
  name: "distribution",
  version,
  missing,
  setups: {
    "filesystem, deletion on": start("filesystem", true),
    "filesystem, deletion off": start("filesystem", false),
    "in memory, deletion on": start("in-memory", true),
  },
};
