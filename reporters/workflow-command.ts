import { visible } from "./visible.ts";

/**
 * A workflow command of GitHub Actions, which becomes an annotation. The runner's own escapes: without them a target could
 * give commands to the runner.
 * @param properties such as file, line and title
 */
export function workflowCommand(
  name: "error" | "warning" | "notice",
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const listed = Object.entries(properties).map(([key, value]) => `${key}=${propertyText(`${value}`)}`);
  return `::${name} ${listed.join(",")}::${dataText(message)}`;
}

function dataText(text: string): string {
  return visible(text).replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function propertyText(text: string): string {
  return dataText(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
