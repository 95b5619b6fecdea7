import type { Call } from "../../client/call.ts";
import type { Sent } from "../../client/client.ts";
import type { Content } from "../../client/content.ts";
import { mediaTypes } from "./media-types.ts";
import { Observation } from "./observation.ts";
import { Blocked } from "./outcome.ts";
import { Upload } from "./upload.ts";

/** Bytes: a thousand descriptors have a third of it, and every entry that is missing counts. */
const longestHead = 1024 * 1024;

/** What a step got, for the scenario to go on with. */
export class Reply extends Observation {
  /** The head of the response body as received, up to 1 MiB. */
  readonly bytes: Buffer;
  /** As received: the recorded Location may have a signature or token masked. */
  readonly #location: string | undefined;

  constructor(sent: Sent) {
    super(sent.exchange);
    // A copy: replies live as long as the run, and would keep megabytes of each answer.
    this.bytes = sent.body.length > longestHead ? Buffer.from(sent.body.subarray(0, longestHead)) : sent.body;
    this.#location = sent.location;
  }

  /**
   * The Location header as an absolute URL, resolved against the request's.
   * @throws Blocked when there is none, or none that is a URL
   */
  get location(): string {
    const recorded = this.exchange.response && this.header("Location");
    if (!recorded) throw this.#blocked("came without a Location to go on with");
    try {
      return resolveLocation(this.#location ?? recorded, this.exchange.request.url);
    } catch {
      throw this.#blocked(`came with a Location that is no URL: ${recorded}`);
    }
  }

  /** The upload session at the Location. */
  get upload(): Upload {
    return new Upload(this.location, this.exchange.id);
  }

  /** GET of what the Location points at, which shall be this content. */
  pull(about: Content): Call {
    return {
      method: "GET",
      url: this.location,
      headers: { Accept: mediaTypes.manifests.join(", ") },
      about,
      locationOf: this.exchange.id,
    };
  }

  #blocked(what: string): Blocked {
    const { scenario, step, response, error } = this.exchange;
    const answer = response ? `status ${response.status}` : (error?.message ?? "no answer");
    return new Blocked(scenario, step, `"${this.label}" ${what} (${answer})`);
  }
}

/**
 * Resolves a Location without touching its path or query: parameters there may be signed, so nothing is
 * decoded, re-encoded or reordered (distribution-spec, "POST then PUT").
 */
export function resolveLocation(location: string, requestUrl: string): string {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(location)) return location;
  const request = new URL(requestUrl);
  if (location.startsWith("//")) return `${request.protocol}${location}`;
  if (location.startsWith("/")) return `${request.origin}${location}`;
  return new URL(location, request).href;
}
