const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

const time = "(\\d{2}):(\\d{2}):(\\d{2})";
const month = `(${months.join("|")})`;
/** The two forms that say GMT, and that of `asctime`, which means it. */
const imfFixdate = new RegExp(`^(?:mon|tue|wed|thu|fri|sat|sun), (\\d{2}) ${month} (\\d{4}) ${time} GMT$`, "i");
const rfc850 = new RegExp(`^(?:mon|tues|wednes|thurs|fri|satur|sun)day, (\\d{2})-${month}-(\\d{2}) ${time} GMT$`, "i");
const asctime = new RegExp(`^(?:mon|tue|wed|thu|fri|sat|sun) ${month} ([ \\d]\\d) ${time} (\\d{4})$`, "i");

/**
 * Milliseconds since the epoch of an HTTP-date in any of its three forms (RFC 9110, 5.6.7); undefined for any other text.
 * @param now decides the century of a year of two digits
 */
export function httpDate(text: string, now: number): number | undefined {
  const written = text.trim();
  const imf = imfFixdate.exec(written);
  if (imf) return dateOf(imf[3], imf[2], imf[1], imf.slice(4));
  const named = asctime.exec(written);
  if (named) return dateOf(named[6], named[1], named[2], named.slice(3, 6));
  const old = rfc850.exec(written);
  if (!old) return undefined;
  const thisYear = new Date(now).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(old[3]);
  // More than 50 years ahead is the past.
  return dateOf(year > thisYear + 50 ? year - 100 : year, old[2], old[1], old.slice(4));
}

/** Undefined for a day or an hour that there is not. */
function dateOf(
  year: string | number | undefined,
  name: string | undefined,
  day: string | undefined,
  clock: readonly string[],
): number | undefined {
  const [hour = 0, minute = 0, second = 0] = clock.map(Number);
  const midnight = Date.UTC(Number(year), months.indexOf((name ?? "").toLowerCase()), Number(day));
  if (new Date(midnight).getUTCDate() !== Number(day) || hour > 23 || minute > 59 || second > 60) return undefined;
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000;
}
