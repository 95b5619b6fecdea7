import { held } from "./held.ts";

held("lists", "discovery");
