import { type AnnotationProperties, error, notice, warning } from "@actions/core";
import { describe, expect, it, vi } from "vitest";
import { annotationLog } from "../../reporters/annotation-limit.ts";
import { visible } from "../../reporters/visible.ts";
import { type Annotation, workflowCommand } from "../../reporters/workflow-command.ts";
import { hostile } from "./sample-report.ts";

const toolkit = { error, warning, notice };

/** What GitHub's own toolkit prints for the annotation. */
function byToolkit({ kind, properties: { line, ...properties }, message }: Annotation): string {
  const printed: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  const given: AnnotationProperties = { ...properties, ...(line === undefined ? {} : { startLine: line }) };
  try {
    toolkit[kind](message, given);
  } finally {
    spy.mockRestore();
  }
  return printed.join("");
}

const texts = [
  "",
  "100%",
  "%0A",
  "a\nb\r\nc",
  "a, b: c",
  "::error::x",
  "##[stop-commands]x",
  "=;]",
  "ü 😀",
  ...Object.values(hostile),
];

describe("A workflow command", () => {
  it.each(texts)("says %j as GitHub's toolkit does, byte for byte", (text) => {
    const [title, file] = [visible(`a ${text}`), visible(`a/${text}`)];
    for (const properties of [{}, { title }, { endLine: 4, line: 3, title, file }, { file, title: "" }])
      for (const kind of ["error", "warning", "notice"] as const) {
        const annotation = { kind, properties, message: visible(text) };
        expect(`${workflowCommand(annotation)}\n`).toBe(byToolkit(annotation));
      }
  });
});

describe("The annotations of a step", () => {
  const many = (kind: Annotation["kind"], count: number): Annotation[] =>
    Array.from({ length: count }, (_, line) => ({
      kind,
      properties: { file: "a.json", line, title: `${kind}s` },
      message: `::${kind} ##[${kind}]\nb`,
    }));

  it("are as many of each kind as GitHub takes; what is left stands below, where no runner takes it for a command", () => {
    const lines = annotationLog([...many("notice", 10), ...many("error", 12), ...many("warning", 11)])
      .trimEnd()
      .split("\n");
    const commands = lines.filter((line) => line.startsWith("::"));
    for (const kind of ["error", "warning", "notice"])
      expect(commands.filter((line) => line.startsWith(`::${kind} `))).toHaveLength(10);
    expect(commands[9]).toBe("::error title=oci-conformance::and 3 more, see the log");
    expect(lines.slice(commands.length)).toHaveLength(5);
    expect(lines[commands.length]).toBe("error: a.json:9 errors: ::error #\\x23[error]\\nb");
  });
});
