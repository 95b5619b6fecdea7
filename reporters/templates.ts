import { fileURLToPath } from "node:url";
import { Eta } from "eta";
import { visible } from "./visible.ts";

const { escapeFunction } = new Eta().config;

/** Renders the `.eta` files of this folder. Whatever they insert is made visible and escaped, for HTML and XML alike. */
export const templates = new Eta({
  views: fileURLToPath(new URL(".", import.meta.url)),
  cache: true,
  escapeFunction: (value) => escapeFunction(visible(String(value))),
});
