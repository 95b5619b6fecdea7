import { held } from "./held.ts";

held("auth", "pull");
