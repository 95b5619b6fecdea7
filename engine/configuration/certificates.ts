import { readFileSync } from "node:fs";
import { UsageError } from "../errors.ts";
import type { Wishes } from "./wishes.ts";

/** Certificates and key in PEM form. @throws UsageError when a file cannot be read, is something else, or one of two is missing */
export function certificatesOf(wishes: Wishes): Record<"ca" | "cert" | "key", string | undefined> {
  return {
    ca: wishes.ca === undefined ? undefined : pemOf("--ca", wishes.ca, "CERTIFICATE"),
    ...ownCertificateOf(wishes),
  };
}

function ownCertificateOf({ cert, key }: Wishes): Record<"cert" | "key", string | undefined> {
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError(
      cert === undefined ? "--key needs the certificate: add --cert" : "--cert needs its key: add --key",
    );
  return {
    cert: cert === undefined ? undefined : pemOf("--cert", cert, "CERTIFICATE"),
    key: key === undefined ? undefined : pemOf("--key", key, "KEY"),
  };
}

function pemOf(option: string, file: string, kind: "CERTIFICATE" | "KEY"): string {
  let pem: string;
  try {
    pem = readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${option} ${file} cannot be read: ${(error as Error).message}`);
  }
  if (!new RegExp(`-----BEGIN [A-Z ]*${kind}-----`).test(pem))
    throw new UsageError(`${option} ${file} holds no ${kind.toLowerCase()} in PEM form`);
  return pem;
}
