import fc from "fast-check";
import { describe, expect } from "vitest";
import { conformantUploads } from "../../registry/policy/uploads.ts";
import { parseRange } from "../../registry/range.ts";
import { partsOf } from "../../suites/pull/byte-ranges.ts";
import { headerText, quotedString } from "./http-texts.ts";
import { law } from "./law.ts";
import { replyWith } from "./reply.ts";

const size = fc.integer({ min: 1, max: 1000 });
const place = fc.integer({ min: 0, max: 1100 });

describe("A Range (RFC 9110, section 14.2)", () => {
  law(
    "from a first to a last byte selects these, cut at the end",
    200,
    fc.property(size, place, place, fc.constantFrom("bytes", "Bytes"), (size, a, b, unit) => {
      const [first, last] = [Math.min(a, b), Math.max(a, b)];
      expect(parseRange(`${unit}=${first}-${last}`, size)).toEqual(
        first < size ? [{ start: first, end: Math.min(last + 1, size) }] : "unsatisfiable",
      );
      if (first < last) expect(parseRange(`bytes=${last}-${first}`, size)).toBe("ignore");
    }),
  );

  law(
    "with an open end selects all from there, and with none the last bytes",
    200,
    fc.property(size, place, (size, length) => {
      expect(parseRange(`bytes=${length}-`, size)).toEqual(
        length < size ? [{ start: length, end: size }] : "unsatisfiable",
      );
      expect(parseRange(`bytes=-${length}`, size)).toEqual(
        length === 0 ? "unsatisfiable" : [{ start: Math.max(0, size - length), end: size }],
      );
    }),
  );

  law(
    "of any text selects nothing beyond the representation",
    300,
    fc.property(fc.oneof(headerText, fc.stringMatching(/^bytes=[0-9, -]{0,40}$/)), size, (header, size) => {
      const found = parseRange(header, size);
      if (typeof found === "string") return;
      for (const { start, end } of found) expect([start >= 0, start < end, end <= size]).toEqual([true, true, true]);
    }),
  );
});

describe("The Content-Range of a chunk (distribution-spec, Pushing a blob in chunks)", () => {
  law(
    "is <first>-<last> in digits, and nothing else",
    200,
    fc.property(
      fc.oneof(
        headerText,
        fc.stringMatching(/^[0-9 -]{0,9}$/),
        fc.tuple(place, place).map(([a, b]) => `${a}-${b}`),
      ),
      (header) => {
        const range = conformantUploads.contentRange(header, undefined as never);
        const [, first, last] = /^([0-9]+)-([0-9]+)$/.exec(header) ?? [];
        const sound = first !== undefined && Number(first) <= Number(last);
        expect(range).toEqual(sound ? { first: Number(first), last: Number(last) } : "malformed");
      },
    ),
  );
});

const text = fc.string({ unit: fc.constantFrom(..."ab-\n:"), maxLength: 20 });
const part = fc.record({ first: place, text }).map(({ first, text }) => ({ first, last: first + text.length, text }));
const unit = fc.constantFrom("bytes", "Bytes", "BYTES");
const whole = fc.constantFrom("*", "99999");

describe("The parts of a 206 answer (RFC 9110, sections 14.4 and 14.6)", () => {
  law(
    "are read back from a single one",
    200,
    fc.property(part, unit, whole, (part, unit, whole) => {
      const answer = replyWith(
        [["Content-Range", `${unit} ${part.first}-${part.last}/${whole}`]],
        undefined,
        part.text,
      );
      expect(partsOf(answer)).toEqual([part]);
    }),
  );

  law(
    "are read back from multipart/byteranges, however its boundary is written",
    200,
    fc.property(
      fc.array(part, { minLength: 1, maxLength: 4 }),
      unit,
      whole,
      fc.stringMatching(/^[A-Za-z0-9'()+_,./:=? -]{0,20}[A-Za-z0-9]$/),
      fc.constantFrom("", 'charset="; boundary=no"; '),
      (parts, unit, whole, boundary, other) => {
        // A boundary occurs in no part (RFC 2046, section 5.1).
        fc.pre(parts.every(({ text }) => !`\r\n${text}`.includes(`\r\n--${boundary}`)));
        const body = parts
          .map(
            ({ first, last, text }) =>
              `\r\n--${boundary}\r\nContent-Type: a/b\r\nContent-RANGE: ${unit} ${first}-${last}/${whole}\r\n\r\n${text}`,
          )
          .join("");
        const written = /^[A-Za-z0-9'+_.-]+$/.test(boundary)
          ? [boundary, quotedString(boundary)]
          : [quotedString(boundary)];
        for (const each of written) {
          const answer = replyWith(
            [["Content-Type", `Multipart/ByteRanges ; ${other}Boundary=${each}`]],
            undefined,
            `${body}\r\n--${boundary}--\r\n`,
          );
          expect(partsOf(answer)).toEqual(parts);
        }
      },
    ),
  );

  law(
    "of any answer are parts or none",
    200,
    fc.property(headerText, headerText, headerText, (type, range, text) => {
      const headers: [string, string][] = [
        ["Content-Type", `multipart/byteranges;${type}`],
        ["Content-Range", `bytes ${range}`],
      ];
      for (const each of [headers, headers.slice(1)]) partsOf(replyWith(each, undefined, text));
    }),
  );
});
