import type { ArtifactContent, WebRequest, WebResponse } from "sarif";
import type { Exchange, HeaderLine, RecordedBody } from "../../client/exchange.ts";

/** SARIF 2.1.0, section 3.46. */
export function webRequestOf({ id, request }: Exchange, index: number): WebRequest {
  return {
    index,
    protocol: "HTTP",
    version: "1.1",
    method: request.method,
    target: request.url,
    headers: headersOf(request.headers),
    ...(request.body.size > 0 ? { body: contentOf(request.body) } : {}),
    properties: { exchange: id },
  };
}

/** SARIF 2.1.0, section 3.47. */
export function webResponseOf({ id, response, error }: Exchange, index: number): WebResponse {
  if (!response) return { index, noResponseReceived: true, properties: { exchange: id, error: error?.message } };
  return {
    index,
    protocol: "HTTP",
    version: "1.1",
    statusCode: response.status,
    headers: headersOf(response.headers),
    ...(response.body.size > 0 ? { body: contentOf(response.body) } : {}),
    noResponseReceived: false,
    properties: { exchange: id },
  };
}

/** Lines of one name become one, as HTTP lets them (RFC 9110, section 5.3). */
function headersOf(lines: readonly HeaderLine[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (const [name, value] of lines) headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value);
  return Object.fromEntries(headers);
}

function contentOf({ text, base64, size, digest, truncated }: RecordedBody): ArtifactContent {
  return {
    ...(text === undefined ? {} : { text }),
    ...(base64 === undefined ? {} : { binary: base64 }),
    properties: { size, digest, ...(truncated ? { truncated } : {}) },
  };
}
