import type { Report } from "../schemas/report.ts";
import { conclusionOf } from "./conclusion.ts";
import { templates } from "./templates.ts";

/** White text on them keeps a contrast of 4.5 (WCAG 2.2, AA). */
const looks = {
  conformant: { message: "conformant", color: "#1a7f37" },
  "non-conformant": { message: "not conformant", color: "#c62828" },
  inconclusive: { message: "no verdict", color: "#6e5494" },
} as const;

/** A badge (SVG, 20 px high) that says how the run ended. An accepted failure does not make it better. */
export function renderBadge(report: Report): string {
  return badgeOf(report.spec.distribution, conclusionOf(report).status);
}

/** A badge for that version of the spec; a status that is none of the known is no verdict. */
export function badgeOf(spec: string, status: string): string {
  const { message, color } = Object.hasOwn(looks, status) ? looks[status as keyof typeof looks] : looks.inconclusive;
  const label = `OCI distribution ${spec}`;
  const [first, second] = [widthOf(label), widthOf(message)];
  const split = first + 2 * margin;
  return templates.render("./badge", {
    label,
    message,
    color,
    split,
    width: split + second + 2 * margin,
    texts: [
      { text: label, x: margin + first / 2, length: first },
      { text: message, x: split + margin + second / 2, length: second },
    ],
  });
}

/** Pixels left and right of a text. */
const margin = 6;

/** About how wide Verdana sets the text at 11 px; `textLength` makes it so in any font. */
function widthOf(text: string): number {
  const narrow = text.match(/[ fijlrt.]/g)?.length ?? 0;
  const wide = text.match(/[mwA-Z]/g)?.length ?? 0;
  return Math.round((text.length - narrow - wide) * 7 + narrow * 4.4 + wide * 8.6);
}
