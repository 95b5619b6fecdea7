/** An absolute http(s) URL cut in two, with nothing decoded, resolved or re-encoded on the way. */
export interface Address {
  /** `https://registry.example:5000`, normalised: fit to be compared. */
  origin: string;
  /** What the Host header says. */
  host: string;
  /** Path and query, exactly as they stood in the URL. */
  path: string;
}

/**
 * Cuts by hand, because `new URL` would rewrite `..`, `%2F` and the like.
 * User information and the fragment are left behind: neither is ever sent.
 * @throws TypeError when it is no absolute http(s) URL
 */
export function addressOf(url: string): Address {
  const [, scheme, authority, rest] = /^(https?):\/\/([^/?#]*)([^#]*)/i.exec(url) ?? [];
  if (!scheme || !authority || rest === undefined) throw new TypeError("not an absolute http(s) URL");
  const { origin, host } = placeOf(`${scheme}://${authority.slice(authority.lastIndexOf("@") + 1)}`);
  return { origin, host, path: rest.startsWith("/") ? rest : `/${rest}` };
}

/** Nearly all that is asked of one run lies in one place, and each of its URLs is looked at a dozen times. */
let last: { text: string; origin: string; host: string } | undefined;

function placeOf(text: string): Pick<Address, "origin" | "host"> {
  if (last?.text === text) return last;
  const { origin, host } = new URL(text);
  last = { text, origin, host };
  return last;
}

/** Whether both URLs name the same scheme, host and port; false when one is no URL. */
export function sameOrigin(one: string, other: string): boolean {
  try {
    return addressOf(one).origin === addressOf(other).origin;
  } catch {
    return false;
  }
}
