import { launch } from "./launch.ts";
import { built, type Product } from "./product.ts";

const version = "0.1.2";
const { program, missing } = built("olareg", version);

const start = async (choicesIn: (folder: string) => string[]) => ({
  ...(await launch(program, (address, folder) => ({ arguments: [address, ...choicesIn(folder)] }))),
  // Referrers that are pushed at the same time get lost, other ones each time: one request at a time gives one answer.
  wishes: { concurrency: 1 },
});

export const olareg: Product = {
  name: "olareg",
  version,
  missing,
  setups: {
    "in memory, deletion on": () => start(() => ["mem", "delete"]),
    "in memory, deletion off": () => start(() => ["mem"]),
    "OCI layouts, deletion on": () => start((folder) => ["dir", folder, "delete"]),
  },
};
