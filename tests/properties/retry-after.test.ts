import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, vi } from "vitest";
import { retryAfterMs } from "../../client/throttle.ts";
import { headerText } from "./http-texts.ts";
import { law } from "./law.ts";

const now = Date.UTC(2026, 10, 24, 12);
const years = 365 * 24 * 3600 * 1000;
/** Whole seconds, as an HTTP-date has them. */
const date = fc
  .integer({ min: Math.floor((now - 40 * years) / 1000), max: Math.floor((now + 40 * years) / 1000) })
  .map((seconds) => new Date(seconds * 1000));
const days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/** The three forms of an HTTP-date (RFC 9110, section 5.6.7). */
function formsOf(date: Date): string[] {
  const imf = date.toUTCString();
  const [, day = "", month = "", year = "", time = ""] = /, (\d\d) (\w+) (\d{4}) (\S+)/.exec(imf) ?? [];
  const name = days[date.getUTCDay()] ?? "";
  return [
    imf,
    `${name}, ${day}-${month}-${year.slice(2)} ${time} GMT`,
    `${name.slice(0, 3)} ${month} ${day.replace(/^0/, " ")} ${time} ${year}`,
  ];
}

describe("Retry-After (RFC 9110, section 10.2.3)", () => {
  beforeAll(() => void vi.stubEnv("TZ", "America/New_York"));
  afterAll(() => void vi.unstubAllEnvs());

  law(
    "in seconds is that long",
    100,
    fc.property(fc.nat(999_999_999), (seconds) => {
      expect(retryAfterMs(`${seconds}`, now)).toBe(seconds * 1000);
    }),
  );

  law(
    "as a date in any form of HTTP is the time until then, in whatever zone we are",
    200,
    fc.property(date, (date) => {
      for (const text of formsOf(date)) expect(retryAfterMs(text, now), text).toBe(Math.max(0, date.getTime() - now));
    }),
  );

  law(
    "of any other text says nothing",
    300,
    fc.property(
      fc.oneof(
        headerText,
        fc.stringMatching(/^[A-Za-z]{1,9},? -?[0-9]{1,12}$/),
        date.map((date) => date.toISOString()),
      ),
      (text) => {
        if (!/^\s*\d{1,9}\s*$/.test(text)) expect(retryAfterMs(text, now)).toBe(undefined);
      },
    ),
  );
});
