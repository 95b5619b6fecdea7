import { launch } from "./launch.ts";
import { built, type Product } from "./product.ts";

const version = "0.1.3";
const { program, missing } = built("registry-testkit", version);

export const registryTestkit: Product = {
  name: "registry-testkit",
  version,
  missing,
  setups: {
    "in memory": async () => ({
      ...(await launch(program, (address) => ({ arguments: [new URL(`http://${address}`).port] }))),
      // It knows no name of two parts.
      wishes: { repository: "one", secondRepository: "two" },
    }),
  },
};
