import { statSync } from "node:fs";
import { UsageError } from "../errors.ts";
import type { Wishes } from "./wishes.ts";

/** The target's base URL without trailing slash; https unless the address or `--plain-http` says otherwise. */
export function baseUrlOf(address: string, plainHttp: boolean): string {
  const told = `"${withoutLogin(address)}"`;
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(address)?.[1]?.toLowerCase();
  if (scheme !== undefined && scheme !== "http" && scheme !== "https")
    throw new UsageError(`${told} has the scheme ${scheme}: a registry is reached by http:// or https://`);
  if (scheme === "https" && plainHttp) throw new UsageError(`--plain-http contradicts ${told}: give one or the other`);
  const text = scheme === undefined ? `${plainHttp ? "http" : "https"}://${address}` : address;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new UsageError(`${told} is no registry address: write it like https://registry.example or host:5000`);
  }
  if (url.username || url.password)
    throw new UsageError(
      "credentials do not belong into the address: use --username and --password, or OCI_USERNAME and OCI_PASSWORD",
    );
  if (url.search || url.hash)
    throw new UsageError(`${told} has a query or fragment: give only the registry's base address`);
  const path = url.pathname.replace(/\/+$/, "").replace(/\/v2$/, "");
  return `${url.origin}${path}`;
}

/** Whoever misspells an address may have a password in it, with any characters. */
export function withoutLogin(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, "$1***@");
}

/** Path of the socket. @throws UsageError when there is none */
export function unixSocketOf({ unixSocket, registry }: Wishes): string | undefined {
  if (unixSocket === undefined) return undefined;
  if (registry === undefined)
    throw new UsageError(
      "--unix-socket says where a registry listens, and not its name: add one like http://localhost",
    );
  if (!statSync(unixSocket, { throwIfNoEntry: false })?.isSocket())
    throw new UsageError(`--unix-socket ${unixSocket}: there is no such socket`);
  return unixSocket;
}
