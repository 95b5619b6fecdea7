import { launch } from "./launch.ts";
import { built, type Product } from "./product.ts";

const version = "0.22.1";
const { program, missing } = built("go-containerregistry", version);

export const goContainerregistry: Product = {
  name: "go-containerregistry",
  version,
  missing,
  setups: {
    "in memory": () => launch(program, (address) => ({ arguments: [address] })),
    "in memory, with referrers": () => launch(program, (address) => ({ arguments: [address, "referrers"] })),
  },
};
