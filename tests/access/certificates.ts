import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Files of a test authority and of what it vouches for, in a folder. */
export interface Certificates {
  ca: string;
  server: { cert: string; key: string };
  client: { cert: string; key: string };
}

/** Makes an authority, a server's certificate for 127.0.0.1 and a client's. */
export function makeCertificates(folder: string): Certificates {
  const file = (name: string) => join(folder, name);
  openssl([
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-days",
    "2",
    "-subj",
    "/CN=test authority",
    "-keyout",
    file("ca.key"),
    "-out",
    file("ca.crt"),
  ]);
  writeFileSync(file("names"), "subjectAltName=IP:127.0.0.1");
  for (const who of ["server", "client"]) {
    openssl([
      "req",
      "-newkey",
      "rsa:2048",
      "-nodes",
      "-subj",
      `/CN=${who}`,
      "-keyout",
      file(`${who}.key`),
      "-out",
      file(`${who}.csr`),
    ]);
    openssl([
      "x509",
      "-req",
      "-in",
      file(`${who}.csr`),
      "-CA",
      file("ca.crt"),
      "-CAkey",
      file("ca.key"),
      "-CAcreateserial",
      "-days",
      "2",
      "-out",
      file(`${who}.crt`),
      "-extfile",
      file("names"),
    ]);
  }
  const pair = (who: string) => ({ cert: file(`${who}.crt`), key: file(`${who}.key`) });
  return { ca: file("ca.crt"), server: pair("server"), client: pair("client") };
}

/** A certificate that vouches for itself, to sign tokens with. */
export function selfSigned(folder: string): { file: string; der: string; key: string } {
  const file = join(folder, "token.crt");
  const keyFile = join(folder, "token.key");
  openssl([
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-subj",
    "/CN=tokens",
    "-days",
    "2",
    "-keyout",
    keyFile,
    "-out",
    file,
  ]);
  const pem = readFileSync(file, "utf8");
  return { file, der: pem.replaceAll(/-----.*?-----|\s/g, ""), key: readFileSync(keyFile, "utf8") };
}

function openssl(args: string[]): void {
  const { status, stderr, error } = spawnSync("openssl", args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`openssl ${args[0]}: ${error?.message ?? stderr}`);
}
