import type { Client } from "../../client/client.ts";
import type { Cleanup } from "../../schemas/report.ts";
import { cancelAll } from "./cancel.ts";
import type { Kept } from "./kept.ts";
import { removeAll } from "./remove.ts";
import type { OpenUpload } from "./uploads.ts";

/** What a run has left in a registry. */
export interface Leftovers {
  /** Tags, manifests and blobs. */
  kept: readonly Kept[];
  open: readonly OpenUpload[];
  /** Whether the target has cancelled an upload session before. */
  canCancel: boolean;
}

/**
 * Deletes the content and cancels the sessions, side by side. Never rejects for what the target does.
 * @param settleMs how long a deletion may take to be seen in the tag list
 */
export async function clearAway(client: Client, { kept, open, canCancel }: Leftovers, settleMs = 0): Promise<Cleanup> {
  const before = client.exchanges.length;
  const [removed, cancelled] = await Promise.all([
    removeAll(client, kept, settleMs),
    cancelAll(client, open, canCancel),
  ]);
  return {
    removed: removed.removed + cancelled.removed,
    left: [...removed.left, ...cancelled.left],
    requests: client.exchanges.length - before,
  };
}
