import type { Socket } from "node:net";
import { type Asked, type Hostility, isRoot } from "../hostility.ts";
import { write } from "../server.ts";

/** Does this to every request but the first, or to those that are meant. */
const breaking = (act: (socket: Socket) => unknown, meant: (asked: Asked) => boolean = () => true): Hostility => ({
  seize: (asked, socket) => {
    if (isRoot(asked) || !meant(asked)) return false;
    act(socket);
    return true;
  },
});

const everyThird = ({ number }: Asked) => number % 3 === 2;

/** Connections that break, at every step of an exchange. */
export const connections: Record<string, Hostility> = {
  "a reset before an answer": breaking((socket) => socket.resetAndDestroy()),
  "an end before an answer": breaking((socket) => socket.end()),
  "a reset within the head": breaking((socket) =>
    socket.write("HTTP/1.1 200 OK\r\nContent-Le", () => socket.resetAndDestroy()),
  ),
  "a reset within the body": breaking((socket) =>
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc", () => socket.resetAndDestroy()),
  ),
  "a reset of every third request": breaking((socket) => socket.resetAndDestroy(), everyThird),
  silence: breaking(() => {}),
  "silence to every third request": breaking(() => {}, everyThird),
  "a half-closed connection, and silence": breaking((socket) => {
    socket.write("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n");
    socket.end();
  }),
  "an answer before the request was read, and a reset": breaking(
    (socket) => {
      write(socket, { status: 201, headers: [["Location", "/v2/x"]], body: Buffer.alloc(0) });
      socket.destroySoon();
    },
    ({ method }) => method !== "GET",
  ),
  "a body behind the answer to a HEAD": { surplus: ({ method }) => (method === "HEAD" ? '{"errors":[]}' : "") },
  "an answer that nobody asked for behind each": {
    surplus: () => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
  },
  "an empty line behind each answer": { surplus: () => "\r\n" },
  "a switch to another protocol": breaking((socket) =>
    socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\nhello"),
  ),
  "no HTTP at all": breaking((socket) => socket.end("\u001b[31mSSH-2.0-\u0000OpenSSH\r\n")),
};
