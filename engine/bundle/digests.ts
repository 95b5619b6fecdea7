import { createHash } from "node:crypto";
import type { Report } from "../../schemas/report.ts";
import { catalogue } from "../../specs/catalogue.ts";

/** What the verdicts rest on, as `sha256:<hex>`: the catalogue of this suite, and the configuration of the run. */
export function digestsOf({ configuration }: Report): { catalogue: string; configuration: string } {
  return { catalogue: digestOf(catalogue), configuration: digestOf(configuration) };
}

function digestOf(value: unknown): string {
  return `sha256:${createHash("sha256")
    .update(JSON.stringify(sorted(value)))
    .digest("hex")}`;
}

/** The same for every order of members. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
}
