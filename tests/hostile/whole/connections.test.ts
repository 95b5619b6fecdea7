import { held } from "./held.ts";

held("connections", "push");
