import type { CategoryStatus, Verdict } from "../schemas/report.ts";

/** How a verdict or status looks: never by colour alone. */
export interface Sign {
  symbol: string;
  tone: "good" | "bad" | "caution" | "note" | "open" | "quiet";
}

export const verdictSigns: Record<Verdict, Sign & { meaning: string }> = {
  pass: { symbol: "✓", tone: "good", meaning: "keeps what the spec asks" },
  fail: { symbol: "✗", tone: "bad", meaning: "breaks a MUST of the spec, or the integrity of content" },
  warn: { symbol: "!", tone: "caution", meaning: "does not follow a SHOULD, or what the spec implies" },
  info: { symbol: "i", tone: "note", meaning: "is free to do so or not (MAY)" },
  skip: { symbol: "–", tone: "quiet", meaning: "does not apply to this registry or run" },
  blocked: { symbol: "⊘", tone: "open", meaning: "could not be decided: an earlier step failed" },
  error: { symbol: "?", tone: "open", meaning: "could not be decided: no answer came, or the run itself failed" },
};

export const statusSigns: Record<CategoryStatus, Sign> = {
  conformant: { symbol: "✓", tone: "good" },
  "non-conformant": { symbol: "✗", tone: "bad" },
  inconclusive: { symbol: "?", tone: "open" },
  "not claimed": { symbol: "–", tone: "quiet" },
};
