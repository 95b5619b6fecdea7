import type { Client, Sent } from "../client/client.ts";
import { Repository } from "../suites/kit/repository.ts";
import type { Place } from "./conversation.ts";
import { UntestableTarget } from "./errors.ts";

/** What its requests belong to. */
export const beforeTheRun = "before the run";

/**
 * Finds out, in two or three requests, whether there is anything to test, so that a wrong address or wrong credentials
 * end in one line and not in two hundred verdicts. It only refuses what answers nothing like a registry at all.
 * @throws UntestableTarget
 */
export async function preflight(client: Client, place: Place): Promise<void> {
  const root = await client.send({ method: "GET", url: "/v2/" }, { scenario: beforeTheRun, step: "root" });
  reachable(root, client.baseUrl);
  const status = root.exchange.response?.status ?? 0;
  if (status === 200) return;
  if (place.existing) {
    if (status === 401) throw new UntestableTarget(refusal(client, root));
    return;
  }
  const upload = await client.send(new Repository(place.repository).openUpload(), {
    scenario: beforeTheRun,
    step: "open",
  });
  const second = upload.exchange.response?.status;
  if (second === 202) return;
  if (status === 401) throw new UntestableTarget(refusal(client, root));
  const throttled = status === 429 || second === 429;
  throw new UntestableTarget(
    throttled
      ? `${client.baseUrl} answers 429 Too Many Requests and lets nothing through: try again later or with a lower --concurrency`
      : `${client.baseUrl} does not look like a registry: GET /v2/ answered ${status}, opening an upload answered ${second ?? upload.exchange.error?.message}`,
  );
}

function reachable({ exchange: { error } }: Sent, baseUrl: string): void {
  if (error) throw new UntestableTarget(`${baseUrl} cannot be reached: ${error.message}`);
}

function refusal(client: Client, { exchange, refusal }: Sent): string {
  if (refusal !== undefined) return `${client.baseUrl} lets nobody in (GET /v2/ answered 401): ${refusal}`;
  const sentCredentials = exchange.request.headers.some(([name]) => name.toLowerCase() === "authorization");
  return sentCredentials
    ? `${client.baseUrl} refused the credentials (GET /v2/ answered 401)`
    : `${client.baseUrl} wants credentials (GET /v2/ answered 401): give --username and --password, or --token`;
}
