import type { Client } from "../../client/client.ts";
import { json } from "../../registry/answer.ts";
import { fault, type Rewrite } from "../../registry/fault.ts";

/** Says for which step a request is sent, so that the registry can tell steps that ask for the same. */
const stepHeader = "x-step";

/** Sends what the client sends, and says for which step. */
export function namingSteps(client: Client): Client {
  const send: Client["send"] = (call, label) => {
    const step = encodeURIComponent(`${label.scenario}: ${label.step}`);
    return client.send({ ...call, headers: { ...call.headers, [stepHeader]: step } }, label);
  };
  return new Proxy(client, {
    get: (_, name) => {
      if (name === "send") return send;
      const value: unknown = Reflect.get(client, name, client);
      return typeof value === "function" ? value.bind(client) : value;
    },
  });
}

/** Whatever is found at the first look that a step takes at it, is not. */
const late: Rewrite = (answer, request, { memory }) => {
  if (answer.status >= 400) return answer;
  const key = `looked ${request.operation} ${request.name} ${request.reference} ${request.header(stepHeader)}`;
  if (memory.has(key)) return answer;
  memory.set(key, true);
  const code = request.operation.startsWith("blob") ? "BLOB_UNKNOWN" : "MANIFEST_UNKNOWN";
  const absent = json(404, { errors: [{ code, message: "not here yet" }] });
  return request.method === "HEAD" ? { ...absent, body: Buffer.alloc(0) } : absent;
};

/** A replica that is behind: no step finds at once what is there. The client must name its steps. */
export const lagging = fault("reads-lag", {
  title: "what is there is found at the second look of each step",
  breaks: [],
  answer: { "blob.get": late, "blob.head": late, "manifest.get": late, "manifest.head": late },
});
