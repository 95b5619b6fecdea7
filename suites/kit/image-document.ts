import { checkDocument } from "../../image/document/check.ts";
import type { Finding } from "../../image/finding.ts";
import type { SpecVersion } from "../../specs/model.ts";
import { expect } from "./expect.ts";
import type { Observation } from "./observation.ts";

/**
 * What an answer gives for an index must be one by the image spec: nothing that `oci-conformance validate` calls an
 * error. Of a body that was kept in part, nothing is said.
 * @param about which findings count, by their JSON pointer; others belong to other requirements
 */
export function expectSoundIndex(answer: Observation, spec: SpecVersion, about: (pointer: string) => boolean): void {
  const { text, truncated } = answer.body;
  if (text === undefined || truncated) return;
  const { findings } = checkDocument(new TextEncoder().encode(text), { kind: "index", spec, path: "the index" });
  const wrong = findings.find(({ severity, place }) => severity === "error" && about(place.pointer ?? ""));
  expect(wrong ? inShort(wrong) : "none", "a flaw by the image spec:", answer).toBe("none");
}

function inShort({ message, requirement, place }: Finding): string {
  return `${message}${place.pointer ? ` at ${place.pointer}` : ""} (${requirement})`;
}
