/**
 * What a request needs leave for, as far as its method and path tell: requests with the same need are expected to be
 * let through by the same token, so that only the first of them costs a challenge.
 */
export function needOf(method: string, path: string): string {
  const action = method === "GET" || method === "HEAD" ? "pull" : method === "DELETE" ? "delete" : "push";
  const [, name] = /\/v2\/(.+)\/(?:blobs|manifests|tags|referrers)\//.exec(path) ?? [];
  if (name === undefined) return path.includes("/v2/") ? `${action} ${path}` : `${action} elsewhere`;
  const from = /[?&](from=[^&]*)/.exec(path)?.[1];
  return [action, name, from].join(" ");
}
