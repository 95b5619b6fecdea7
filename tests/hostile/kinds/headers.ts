import { type Hostility, isRoot, setHeader } from "../hostility.ts";

/** Headers that are too much, or more than one. */
export const headers: Record<string, Hostility> = {
  "a header of 1 MiB": {
    change: (answered, asked) => {
      if (!isRoot(asked)) setHeader(answered, "X-Large", "x".repeat(1024 * 1024));
    },
  },
  "ten thousand headers": {
    change: (answered, asked) => {
      if (!isRoot(asked)) for (let at = 0; at < 10_000; at++) answered.headers.push([`X-${at}`, "1"]);
    },
  },
  "a line break in a header": {
    change: (answered, asked) => {
      if (!isRoot(asked)) setHeader(answered, "Docker-Content-Digest", "sha256:0\r\nSet-Cookie: a=b\r\nX-More: 1");
    },
  },
  "a bare line feed in a header": {
    change: (answered, asked) => {
      if (!isRoot(asked)) setHeader(answered, "Docker-Content-Digest", "sha256:0\nX-More: 1");
    },
  },
  "NUL and escapes in headers": {
    change: (answered, asked) => {
      if (isRoot(asked)) return;
      for (const name of ["Docker-Content-Digest", "Content-Type", "Warning"])
        setHeader(answered, name, "\u001b]0;owned\u0007\u0000\u009b31m\u00ff");
    },
  },
  "bytes beyond ASCII in headers": {
    change: (answered, asked) => {
      if (isRoot(asked)) return;
      for (const name of ["Docker-Content-Digest", "Content-Type", "Location", "OCI-Subject", "Range"])
        setHeader(answered, name, "\u009b31m\u00e9\u00ff");
    },
  },
  "numbers beyond all measure": {
    change: (answered, asked) => {
      if (isRoot(asked)) return;
      setHeader(answered, "OCI-Chunk-Min-Length", "99999999999999999999");
      setHeader(answered, "Range", "0-99999999999999999999");
      setHeader(answered, "Content-Range", "bytes 0-99999999999999999999/*");
      setHeader(answered, "Retry-After", "999999999");
    },
  },
  "a minimum of 32 MiB for chunks": {
    change: (answered) => setHeader(answered, "OCI-Chunk-Min-Length", String(32 * 1024 * 1024)),
  },
  "always busy, for long": {
    change: (answered, asked) => {
      if (isRoot(asked)) return;
      answered.status = 429;
      setHeader(answered, "Retry-After", "999999999");
    },
  },
  "always busy, for no time": {
    change: (answered, asked) => {
      if (isRoot(asked)) return;
      answered.status = 503;
      setHeader(answered, "Retry-After", "0");
    },
  },
};
