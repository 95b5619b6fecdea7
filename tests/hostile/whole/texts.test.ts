import { held } from "./held.ts";

held("texts", "discovery");
