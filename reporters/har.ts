import type { Har, Page } from "har-format";
import type { Report } from "../schemas/report.ts";
import { entryOf } from "./har/entry.ts";
import { printedJson } from "./json-text.ts";

/**
 * HAR 1.2, for the network panel of a browser and for proxies: a page per scenario, an entry per exchange, in the order
 * of sending. Secrets are masked as they are in the report.
 */
export function renderHar({ tool, scenarios, exchanges }: Report): string {
  const pages = new Map(scenarios.map(({ title }, index) => [title, `scenario-${index + 1}`]));
  const har: Har = {
    log: {
      version: "1.2",
      creator: { name: tool.name, version: tool.version },
      pages: [...pages].flatMap(([title, id]): Page[] => {
        const first = exchanges.find(({ scenario }) => scenario === title);
        if (!first) return [];
        return [{ id, title, startedDateTime: first.startedAt, pageTimings: { onContentLoad: -1, onLoad: -1 } }];
      }),
      entries: exchanges.map((exchange) => entryOf(exchange, pages.get(exchange.scenario))),
    },
  };
  return printedJson(har);
}
