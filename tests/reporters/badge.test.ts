import { describe, expect, it } from "vitest";
import { renderBadge } from "../../reporters/badge.ts";
import { reportOf, result, sampleReport } from "./sample-report.ts";
import { childrenOf, parseXml } from "./xml.ts";

describe("The badge", () => {
  it.each([
    [sampleReport(), "OCI distribution 1.1: not conformant"],
    [reportOf([result({ requirement: "push.x", verdict: "pass" })], []), "OCI distribution 1.1: conformant"],
    [reportOf([result({ requirement: "push.x", verdict: "error" })], []), "OCI distribution 1.1: no verdict"],
  ])("says how the run ended, to a screen reader too", (report, text) => {
    const root = parseXml(renderBadge(report));
    expect(root.name).toBe("svg");
    expect(root.attributes).toMatchObject({ xmlns: "http://www.w3.org/2000/svg", role: "img", "aria-label": text });
    expect(childrenOf(root, "title")[0]?.text).toBe(text);
  });

  it("is not bettered by a baseline", () => {
    const accepted = result({ requirement: "push.x", verdict: "fail", accepted: { reason: "known" } });
    expect(renderBadge(reportOf([accepted], []))).toContain("not conformant");
  });

  it("has room for its texts", () => {
    const root = parseXml(renderBadge(sampleReport()));
    const [, , group] = childrenOf(root, "g")[1]?.children ?? [];
    expect(group).toBeUndefined();
    for (const { attributes } of childrenOf(root, "g")[1]?.children ?? []) {
      const right = Number(attributes.x) + Number(attributes.textLength) / 2;
      expect(right).toBeLessThan(Number(root.attributes.width));
    }
  });
});
