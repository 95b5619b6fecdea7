import { held } from "./held.ts";

held("headers", "push");
