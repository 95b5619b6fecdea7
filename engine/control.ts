import type { Exchange } from "../client/exchange.ts";
import type { ScenarioReport } from "../schemas/report.ts";

/** Says that a target proved nothing, and at which step that showed. */
export type Unproven = { scenario: string; step: string; reason: string };

/**
 * Whether the target gave back, byte for byte, something that this run had made up: what no constant answer can do.
 * Without that, a 404 for absent content or a 200 on `/v2/` says nothing, and no verdict may be a pass.
 * Pure. Returns undefined when it did.
 */
export function unprovenBy(control: ScenarioReport, exchanges: readonly Exchange[]): Unproven | undefined {
  if (exchanges.some(givesBackWhatWasPushed)) return undefined;
  return {
    scenario: control.stoppedBy?.scenario ?? control.title,
    step: control.stoppedBy?.step ?? "get by tag",
    reason: `the target gave back nothing that this run had pushed, so no answer of it counts as a pass${
      control.stoppedBy ? ` (${control.stoppedBy.reason})` : ""
    }`,
  };
}

function givesBackWhatWasPushed({ request, response, about }: Exchange): boolean {
  return (
    request.method === "GET" &&
    response?.status === 200 &&
    about !== undefined &&
    about.size > 0 &&
    response.body.digest === about.digest
  );
}
