import { launch } from "./launch.ts";
import { built, type Product } from "./product.ts";

const version = "0.0.0-20251212221603-3adeb8663819";
const { program, missing } = built("ociregistry", version);

export const ociregistry: Product = {
  name: "ociregistry",
  version,
  missing,
  setups: { "ocimem behind ociserver": () => launch(program, (address) => ({ arguments: [address] })) },
};
