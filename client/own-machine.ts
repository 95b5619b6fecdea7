import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import { networkInterfaces } from "node:os";

/** Loopback, link-local (where clouds tell machines their secrets) and the unspecified address. */
const here = new BlockList();
here.addSubnet("127.0.0.0", 8, "ipv4");
here.addSubnet("169.254.0.0", 16, "ipv4");
here.addSubnet("0.0.0.0", 8, "ipv4");
here.addAddress("::1", "ipv6");
here.addAddress("::", "ipv6");
here.addSubnet("fe80::", 10, "ipv6");

/** The addresses of a name; rejects when it has none. */
type Resolve = (name: string) => Promise<string[]>;

/**
 * Keeps a target from sending us to addresses that mean this machine: by a redirect, a Location or a Link it would ask and
 * change what only we can reach. A target that is on this machine itself may.
 */
export class OwnMachine {
  readonly #target: string;
  readonly #resolve: Resolve;
  readonly #answers = new Map<string, Promise<string[]>>();

  /** @param origin of the target */
  constructor(origin: string, resolve: Resolve = resolved) {
    this.#target = hostOf(origin);
    this.#resolve = resolve;
  }

  /** Why nothing is sent to that origin, in one line; undefined when something may be. */
  async refusal(origin: string): Promise<string | undefined> {
    const host = hostOf(origin);
    if (host === this.#target) return undefined;
    const found = (await this.#addresses(host)).find(isHere);
    if (found === undefined || (await this.#addresses(this.#target)).some((each) => isHere(each) || isOurs(each)))
      return undefined;
    return `${this.#target} is not on this machine and leads to ${host === found ? host : `${host} (${found})`}, which is`;
  }

  #addresses(host: string): Promise<string[]> {
    const known =
      this.#answers.get(host) ?? (isIP(host) ? Promise.resolve([host]) : this.#resolve(host)).catch(() => []);
    this.#answers.set(host, known);
    return known;
  }
}

function hostOf(origin: string): string {
  return new URL(origin).hostname.replace(/^\[|\]$/g, "");
}

function isHere(address: string): boolean {
  return here.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

function isOurs(address: string): boolean {
  return Object.values(networkInterfaces()).some((all) => all?.some((each) => each.address === address));
}

async function resolved(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}
