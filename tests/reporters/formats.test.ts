import { describe, expect, it } from "vitest";
import { type FormatName, formats, isFormatName, renderAll } from "../../reporters/index.ts";
import { reportOf, sampleReport } from "./sample-report.ts";

describe("The formats", () => {
  const names = Object.keys(formats) as FormatName[];

  it("are known by name, each with files of its own", () => {
    const rendered = renderAll(sampleReport(), names);
    expect(new Set(rendered.map(({ file }) => file)).size).toBe(rendered.length);
    expect(rendered.map(({ file }) => file)).toEqual(
      expect.arrayContaining(["report.json", "report.html", "junit.xml"]),
    );
    for (const { file, text } of rendered) expect(text, file).toMatch(/\S\n$/);
    expect(isFormatName("html")).toBe(true);
    expect(isFormatName("toString")).toBe(false);
  });

  it("give the same text for the same report", () => {
    const render = () => renderAll(sampleReport(), names);
    expect(render()).toEqual(render());
  });

  it("leave the report as it is", () => {
    const report = sampleReport();
    renderAll(report, names);
    expect(report).toEqual(sampleReport());
  });

  it("write nothing that acts on a reader's screen, where they are text and not data", () => {
    const texts: FormatName[] = ["html", "junit", "markdown", "github", "tap", "badge", "results-yaml"];
    for (const { file, text } of renderAll(sampleReport(), texts))
      expect(text, file).not.toMatch(/(?![\n\t])[\p{Cc}\p{Cf}]/u);
  });

  it.each(names)("%s can be written of a report in which nothing happened", (name) => {
    expect(renderAll(reportOf([], []), [name]).length).toBe(name === "allure" ? 0 : 1);
  });

  it("include the document itself, as it is", () => {
    const [json] = renderAll(sampleReport(), ["json"]);
    expect(JSON.parse(json?.text ?? "")).toEqual(JSON.parse(JSON.stringify(sampleReport())));
  });
});
