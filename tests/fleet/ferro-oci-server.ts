import { launch } from "./launch.ts";
import { built, type Product } from "./product.ts";

const version = "1.0.0";
const { program, missing } = built("ferro-oci-server", version);

export const ferroOciServer: Product = {
  name: "ferro-oci-server",
  version,
  missing,
  setups: { "in memory": () => launch(program, (address) => ({ environment: { FERRO_OCI_LISTEN: address } })) },
};
