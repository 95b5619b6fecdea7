import { launch } from "./launch.ts";
import { built, type Product } from "./product.ts";

const version = "0.3.1";
const { program, missing } = built("container-registry", version);

export const containerRegistry: Product = {
  name: "container-registry",
  version,
  missing,
  setups: {
    filesystem: async () => ({
      ...(await launch(program, (address, folder) => ({ arguments: ["--bind", address, "--storage", folder] }))),
      // It asks for credentials, and takes any.
      wishes: { username: "someone", password: "something" },
    }),
  },
};
