import { startWith, type Variant } from "./distribution-config.ts";
import { launch } from "./launch.ts";
import { built, type Product } from "./product.ts";

const version = "3.1.2";
const { program, missing } = built("distribution", version);
const start = (variant: Variant) => launch(program, (address, folder) => startWith(variant, address, folder));

export const distribution: Product = {
  name: "distribution",
  version,
  missing,
  setups: {
    "filesystem, deletion on": () => start({ storage: "filesystem", deletion: true }),
    "filesystem, deletion off": () => start({ storage: "filesystem", deletion: false }),
    "in memory, deletion on": () => start({ storage: "in-memory", deletion: true }),
  },
};
