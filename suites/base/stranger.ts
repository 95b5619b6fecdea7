import type { ScenarioContext } from "../kit/index.ts";

/** Makes a call that of somebody whom the registry cannot know: no challenge is answered, and the password is wrong. */
export function asStranger({ unique }: Pick<ScenarioContext, "unique">) {
  const credentials = Buffer.from(`${unique("stranger")}:wrong`).toString("base64");
  return { as: "anonymous", headers: { Authorization: `Basic ${credentials}` } } as const;
}
