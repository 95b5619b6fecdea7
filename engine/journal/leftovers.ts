import { appendFileSync } from "node:fs";
import type { Client } from "../../client/client.ts";
import { mask } from "../../client/redact.ts";
import type { Cleanup } from "../../schemas/report.ts";
import { clearAway } from "../cleanup/clear-away.ts";
import { goneNow, type Kept, keyOf } from "../cleanup/kept.ts";
import { isContent, type OpenUpload } from "../cleanup/uploads.ts";
import type { Journaled, Line } from "./lines.ts";
import { leftovers } from "./read.ts";

/**
 * Removes what the run of a journal has left, and says so in the journal. Never rejects for what the target does.
 * @param mayGo what of it is to be removed
 * @throws what the file system says when the journal cannot be written to
 */
export async function removeLeftovers(
  client: Client,
  { file, journaled }: { file: string; journaled: Journaled },
  { mayGo, settleMs }: { mayGo: (kept: Kept) => boolean; settleMs: number },
): Promise<Cleanup> {
  const all = leftovers(journaled).filter(mayGo);
  const uploads = all.filter(({ kind }) => kind === "upload");
  const kept = all.filter(({ kind }) => kind !== "upload");
  const open = uploads.filter(canBeAsked).map(uploadOf);
  const cleanup = await clearAway(client, { kept, open, canCancel: false }, settleMs);
  const left = [...cleanup.left, ...uploads.filter((each) => !canBeAsked(each)).map(untold)];
  const still = new Set(left.map(keyOf));
  const gone = all.filter((each) => !still.has(keyOf(each))).map((each): Line => ({ change: goneNow(each) }));
  // What was cut off when the run was killed must not swallow the first of them.
  if (gone.length > 0) appendFileSync(file, ["", ...gone.map((line) => JSON.stringify(line)), ""].join("\n"));
  return { ...cleanup, left };
}

/** A Location with a secret in it has a mask there: no journal tells one. */
function canBeAsked({ reference }: Kept): boolean {
  return !reference.includes(mask) && !isContent(reference);
}

function uploadOf({ repository, reference, doubtful = false }: Kept): OpenUpload {
  return { repository, url: reference, told: reference, locationOf: "", doubtful };
}

function untold({ kind, repository, reference }: Kept): Cleanup["left"][number] {
  return { kind, repository, reference, reason: "its Location holds what no journal tells" };
}
