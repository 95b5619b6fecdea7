import type { Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { type Hostility, isRoot, setHeader } from "../hostility.ts";

const isGet = ({ method }: { method: string }) => method === "GET";

/** Writes without end, as fast as it is read. */
function pour(socket: Socket, head: string, piece: Buffer): boolean {
  socket.write(head);
  const more = () => {
    while (!socket.destroyed && socket.write(piece));
  };
  socket.on("drain", more);
  more();
  return true;
}

const drip = (socket: Socket, head: string, piece: string): boolean => {
  socket.write(head);
  const timer = setInterval(() => socket.write(piece), 20);
  socket.on("close", () => clearInterval(timer));
  return true;
};

/** Bodies that do not end, end too early, or are more than they seem. */
export const bodies: Record<string, Hostility> = {
  "a body without end": {
    seize: (asked, socket) =>
      isGet(asked) && !isRoot(asked) && pour(socket, "HTTP/1.1 200 OK\r\n\r\n", Buffer.alloc(256 * 1024)),
  },
  "chunks without end": {
    seize: (asked, socket) =>
      isGet(asked) &&
      !isRoot(asked) &&
      pour(
        socket,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        Buffer.from(`10000\r\n${"x".repeat(65536)}\r\n`),
      ),
  },
  "chunks of a byte, without end": {
    seize: (asked, socket) =>
      isGet(asked) &&
      !isRoot(asked) &&
      pour(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Buffer.from("1\r\nx\r\n".repeat(10_000))),
  },
  "trailers without end": {
    seize: (asked, socket) =>
      isGet(asked) &&
      !isRoot(asked) &&
      pour(
        socket,
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n",
        Buffer.from("X-Trailer: 1\r\n".repeat(1000)),
      ),
  },
  "a body that drips": {
    seize: (asked, socket) =>
      isGet(asked) && !isRoot(asked) && drip(socket, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", "x"),
  },
  "a head that drips": {
    seize: (asked, socket) => !isRoot(asked) && drip(socket, "HTTP/1.1 200 OK\r\n", "X-A: b\r\n"),
  },
  "interim answers without end": {
    seize: (asked, socket) =>
      !isRoot(asked) && pour(socket, "", Buffer.from("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".repeat(100))),
  },
  "a Content-Length above the body": {
    change: (answered, asked) => {
      if (isGet(asked) && !isRoot(asked)) setHeader(answered, "Content-Length", String(answered.body.length + 10));
    },
  },
  "a Content-Length below the body": {
    change: (answered, asked) => {
      if (isGet(asked) && !isRoot(asked) && answered.body.length > 1)
        setHeader(answered, "Content-Length", String(answered.body.length - 1));
    },
  },
  "a negative Content-Length": {
    change: (answered, asked) => {
      if (isGet(asked) && !isRoot(asked)) setHeader(answered, "Content-Length", "-1");
    },
  },
  "a Content-Length beyond all numbers": {
    change: (answered, asked) => {
      if (isGet(asked) && !isRoot(asked)) setHeader(answered, "Content-Length", "9".repeat(40));
    },
  },
  "two lengths": {
    change: (answered, asked) => {
      if (!isGet(asked) || isRoot(asked)) return;
      setHeader(answered, "Content-Length", String(answered.body.length));
      answered.headers.push(["Content-Length", "1"]);
    },
  },
  "a gzip bomb": {
    change: (answered, asked) => {
      if (!isGet(asked) || isRoot(asked)) return;
      answered.body = bomb;
      setHeader(answered, "Content-Encoding", "gzip");
    },
  },
  "large answers to everything": {
    change: (answered, asked) => {
      if (isRoot(asked) || asked.method === "HEAD" || answered.status === 204) return;
      answered.body = large;
    },
  },
};

const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024));
const large = Buffer.alloc(6 * 1024 * 1024, '{"a":');
