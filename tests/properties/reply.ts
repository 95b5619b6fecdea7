import type { HeaderLine } from "../../client/exchange.ts";
import { Reply } from "../../suites/kit/reply.ts";
import { exchange } from "../reporters/sample-report.ts";

/** An answer of status 200 with these headers and this body, to a GET of `url`. */
export function replyWith(headers: HeaderLine[], url = "http://registry.example/v2/a", text = ""): Reply {
  const made = exchange({ id: "x1", url });
  const body = { ...(made.response?.body as object), size: text.length, text };
  return new Reply({
    exchange: { ...made, response: { ...(made.response as object), status: 200, headers, body } },
    body: Buffer.from(text),
  } as never);
}
