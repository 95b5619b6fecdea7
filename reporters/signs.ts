import type { CategoryStatus, Verdict } from "../schemas/report.ts";

/** How a verdict or status looks: never by colour alone. */
export interface Sign {
  symbol: string;
  tone: "good" | "bad" | "caution" | "note" | "open" | "quiet";
}

export const verdictSigns: Record<Verdict, Sign & { meaning: string }> = {
  pass: { symbol: "✓", tone: "good", meaning: "The registry keeps what the spec asks." },
  fail: { symbol: "✗", tone: "bad", meaning: "The registry breaks a MUST of the spec, or the integrity of content." },
  warn: { symbol: "!", tone: "caution", meaning: "The registry does not follow a SHOULD, or what the spec implies." },
  info: { symbol: "i", tone: "note", meaning: "The spec leaves it open (MAY): the registry does it, or does not." },
  skip: { symbol: "–", tone: "quiet", meaning: "It does not apply to this registry or this run." },
  blocked: { symbol: "⊘", tone: "open", meaning: "It could not be decided, because an earlier step failed." },
  error: {
    symbol: "?",
    tone: "open",
    meaning: "It could not be decided, because no answer came or the run itself failed.",
  },
};

export const statusSigns: Record<CategoryStatus, Sign> = {
  conformant: { symbol: "✓", tone: "good" },
  "non-conformant": { symbol: "✗", tone: "bad" },
  inconclusive: { symbol: "?", tone: "open" },
  "not claimed": { symbol: "–", tone: "quiet" },
};
