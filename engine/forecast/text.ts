import { trafficText } from "../../reporters/traffic.ts";
import { bytesText } from "../../reporters/validation/terminal.ts";
import type { Forecast } from "./forecast.ts";

/** A forecast for people: a table by category and method, and what it comes to. */
export function forecastText({ rows, cleanup, ...total }: Forecast, target: string): string {
  const lines = [
    ["category", "method", "requests", "sent", "received"],
    ...rows.map(({ category, method, requests, sent, received }) => [
      category,
      method,
      String(requests),
      bytesText(sent),
      bytesText(received),
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const table = lines.map((line) =>
    line
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  "),
  );
  return [
    ...table,
    "",
    `About ${trafficText(total)}, and ${cleanup} requests to clean up.`,
    `Counted with the reference registry in the place of ${target}, to which nothing was sent. Another registry answers otherwise:`,
    "credentials that it asks for, redirects and what it does not offer change these numbers. Headers are not counted.",
    "",
  ].join("\n");
}
