import { describe, expect, it } from "vitest";
import { type FormatName, formats, isFormatName, renderAll } from "../../reporters/index.ts";
import { sampleReport } from "./sample-report.ts";

describe("The formats", () => {
  it("are known by name, each with a file of its own", () => {
    const names = Object.keys(formats) as FormatName[];
    expect(names).toEqual(["json", "html", "junit"]);
    const rendered = renderAll(sampleReport(), names);
    expect(rendered.map(({ file }) => file)).toEqual(["report.json", "report.html", "junit.xml"]);
    for (const { text } of rendered) expect(text).toMatch(/\S\n$/);
    expect(isFormatName("html")).toBe(true);
    expect(isFormatName("toString")).toBe(false);
  });

  it("give the same text for the same report", () => {
    const render = () => renderAll(sampleReport(), ["json", "html", "junit"]);
    expect(render()).toEqual(render());
  });

  it("include the document itself, as it is", () => {
    const [json] = renderAll(sampleReport(), ["json"]);
    expect(JSON.parse(json?.text ?? "")).toEqual(JSON.parse(JSON.stringify(sampleReport())));
  });
});
