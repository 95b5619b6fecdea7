import { visible } from "./visible.ts";

/** What becomes an annotation of a GitHub Actions job. */
export interface Annotation {
  kind: "error" | "warning" | "notice";
  properties: { title?: string; file?: string; line?: number; endLine?: number };
  message: string;
}

/** In the order in which GitHub's own toolkit writes them. */
const order = ["title", "file", "line", "endLine"] as const;

/**
 * A workflow command of GitHub Actions, as GitHub's own toolkit writes it. The runner's own escapes: without them a target
 * could give commands to the runner.
 */
export function workflowCommand({ kind, properties, message }: Annotation): string {
  const listed = order.flatMap((key) => {
    const value = properties[key];
    return value === undefined || value === "" ? [] : [`${key}=${propertyText(`${value}`)}`];
  });
  return `::${kind}${listed.length > 0 ? ` ${listed.join(",")}` : ""}::${dataText(message)}`;
}

function dataText(text: string): string {
  return visible(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function propertyText(text: string): string {
  return dataText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
