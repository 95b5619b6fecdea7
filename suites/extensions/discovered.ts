import { given, isObject, type Observation, scenario } from "../kit/index.ts";
import { pushedImage } from "../seed.ts";

/** An extension as it is listed, with whatever stands where its name, URL and endpoints should. */
export type Extension = Record<string, unknown>;

/** What extensions there are, in the registry and in a repository; and one that nobody has. */
export const discovered = scenario("extensions are asked for", async ({ repository, step, after }) => {
  await after(pushedImage);
  await Promise.all([
    step("discover", { method: "GET", url: "/v2/_oci/ext/discover" }),
    step("discover in repository", repository.request("GET", "_oci/ext/discover")),
    step("get unknown", { method: "GET", url: "/v2/_nosuch/conformance/test" }),
    step("get unknown in repository", repository.request("GET", "_nosuch/conformance/test")),
  ]);
});

/** Whether the answer is a JSON object, as the list of extensions is. */
export function isList({ status, jsonObject }: Observation): boolean {
  return status === 200 && jsonObject !== undefined;
}

/** The extensions listed; that it is a list of objects is another requirement's. */
export function extensionsIn(list: Observation): Extension[] {
  const extensions = list.jsonObject?.extensions;
  given(Array.isArray(extensions), "whether extensions is a list", list).toBe(true);
  return (extensions as unknown[]).filter(isObject);
}

/** The endpoints of an extension that are strings. */
export function endpointsOf({ endpoints }: Extension): string[] {
  return Array.isArray(endpoints) ? endpoints.filter((endpoint) => typeof endpoint === "string") : [];
}
