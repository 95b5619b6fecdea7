import { held } from "./held.ts";

held("changing", "pull");
