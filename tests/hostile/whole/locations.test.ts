import { held } from "./held.ts";

held("locations", "push");
