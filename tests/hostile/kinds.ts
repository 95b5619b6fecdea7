import type { Hostility } from "./hostility.ts";
import { auth } from "./kinds/auth.ts";
import { bodies } from "./kinds/bodies.ts";
import { changing } from "./kinds/changing.ts";
import { connections } from "./kinds/connections.ts";
import { headers } from "./kinds/headers.ts";
import { lists } from "./kinds/lists.ts";
import { locations } from "./kinds/locations.ts";
import { texts } from "./kinds/texts.ts";

/** Every hostility by its name, in groups. */
export const kinds: Record<string, Record<string, Hostility>> = {
  bodies,
  connections,
  headers,
  locations,
  texts,
  lists,
  changing,
  auth,
};

/** Hostile in looks alone, or to HTTP where the specs say nothing: a registry may do this and be conformant. */
export const legal: readonly string[] = [
  "a body behind the answer to a HEAD",
  "an answer that nobody asked for behind each",
  "an empty line behind each answer",
  "two Locations",
  "a token for all there is",
  "a new token each time, gone at once",
];
