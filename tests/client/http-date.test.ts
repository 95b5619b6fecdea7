import { expect, test } from "vitest";
import { httpDate } from "../../client/http-date.ts";

const now = Date.UTC(2026, 10, 24);

test.each(Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2027, month, 9, 8, 7, 56))))(
  "in any of the three forms: %s",
  (date) => {
    const [, day, month, time] = /, (\d\d) (\w+) 2027 (\S+)/.exec(date.toUTCString()) ?? [];
    expect(httpDate(`Sat, ${day} ${month} 2027 ${time} GMT`, now)).toBe(date.getTime());
    expect(httpDate(`Saturday, ${day}-${month}-27 ${time} GMT`, now)).toBe(date.getTime());
    expect(httpDate(`Sat ${month}  9 ${time} 2027`, now)).toBe(date.getTime());
  },
);

test.each([
  ["76", 2076],
  ["77", 1977],
  ["00", 2000],
])("a year of two digits, %s, is at most fifty years ahead", (digits, year) => {
  expect(httpDate(`Tuesday, 24-Nov-${digits} 00:00:00 GMT`, now)).toBe(Date.UTC(year, 10, 24));
});

test.each([
  ["23:59:59", 86_399_000],
  ["23:59:60", 86_400_000],
  ["24:00:00", undefined],
  ["12:60:00", undefined],
  ["12:00:61", undefined],
])("a day goes from 00:00:00 up to a leap second: %s", (time, milliseconds) => {
  const date = httpDate(`Tue, 24 Nov 2026 ${time} GMT`, now);
  expect(date === undefined ? undefined : date - now).toBe(milliseconds);
});
