/** What a request is about: a workflow category of the spec, by its method and path, whichever suite sends it. */
export type Area = "base" | "pull" | "push" | "discovery" | "management";

export const areas: readonly Area[] = ["base", "pull", "push", "discovery", "management"];

/** The area of a request. @param path with or without the host before it */
export function areaOf(method: string, path: string): Area {
  if (/\/tags\/list|\/referrers\/|\/_oci\//.test(path)) return "discovery";
  if (/\/blobs\/uploads|_state=|\/uploads\//.test(path)) return "push";
  if (!/\/(manifests|blobs)\//.test(path)) return "base";
  if (method === "DELETE") return "management";
  return method === "GET" || method === "HEAD" ? "pull" : "push";
}

/** The area of a status that the official suite publishes, by the name of the API. */
export function areaOfApi(name: string): Area {
  if (/delete/i.test(name)) return "management";
  if (/tag list|referrer/i.test(name)) return "discovery";
  if (/\b(get|head)\b/i.test(name)) return "pull";
  return /blob|manifest|tag/i.test(name) ? "push" : "base";
}
