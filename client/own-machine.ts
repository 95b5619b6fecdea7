import { lookup } from "node:dns/promises";
import { BlockList, isIP, type LookupFunction } from "node:net";
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
export type Resolve = (name: string) => Promise<string[]>;

/** A connection that is not made, and why. */
export class LeadsHere extends Error {}

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
    return host === this.#target ? undefined : this.#refusalOf(host, await this.#addresses(host));
  }

  /**
   * Looks a name up for a connection, which then goes to what was looked at: between `refusal` and the connection, or from
   * one connection to the next, the name may have come to mean this machine. Fails with LeadsHere where it does.
   */
  readonly lookup: LookupFunction = (host, { all, family }, callback) => {
    this.#lookUp(host).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: isIP(address) }));
        const wanted = found.filter((each) => each.family === family);
        const usable = wanted.length > 0 ? wanted : found;
        if (all) callback(null, usable);
        else callback(null, usable[0]?.address ?? "", usable[0]?.family);
      },
      (error) => callback(error, []),
    );
  };

  async #lookUp(host: string): Promise<string[]> {
    const addresses = await this.#resolve(host);
    // What the target means is settled by the first time that it is looked up.
    if (!this.#answers.has(host)) this.#answers.set(host, Promise.resolve(addresses));
    const reason = await this.#refusalOf(host, addresses);
    if (reason !== undefined) throw new LeadsHere(reason);
    return addresses;
  }

  async #refusalOf(host: string, addresses: readonly string[]): Promise<string | undefined> {
    const found = addresses.find(isHere);
    if (found === undefined || (await this.#targetIsHere())) return undefined;
    return `${this.#target} is not on this machine and leads to ${host === found ? host : `${host} (${found})`}, which is`;
  }

  /** By all of its addresses: who gives a name an address of his own and one of ours must not pass for us. */
  async #targetIsHere(): Promise<boolean> {
    const addresses = await this.#addresses(this.#target);
    return addresses.length > 0 && addresses.every((each) => isHere(each) || isOurs(each));
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
