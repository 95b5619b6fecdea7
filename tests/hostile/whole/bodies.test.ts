import { held } from "./held.ts";

held("bodies", "pull");
