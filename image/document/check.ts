import { imageRequirementOf } from "../../specs/image-catalogue.ts";
import type { SpecVersion } from "../../specs/model.ts";
import type { Finding } from "../finding.ts";
import { binds, severityOf } from "../severity.ts";
import { annotations } from "./annotations.ts";
import { configs } from "./config.ts";
import { descriptors } from "./descriptor.ts";
import { entries } from "./entries.ts";
import { foreignEntry, identity, isForeignEntry } from "./identity.ts";
import type { DocumentKind } from "./kind.ts";
import { manifests } from "./manifest.ts";
import { mediaTypes } from "./media-type-rules.ts";
import { plainType } from "./media-types.ts";
import { names } from "./names.ts";
import { numbers } from "./numbers.ts";
import { isObject, type JsonDocument, type Observation } from "./observation.ts";
import { partsOf } from "./parts.ts";
import { platforms } from "./platform.ts";
import { notAnObject, read } from "./read.ts";
import { schema } from "./schema.ts";
import { lengths } from "./size.ts";
import { strings } from "./strings.ts";

/** What the text alone shows, whatever the members mean. */
const textRules = [names, strings];

const memberRules = [
  identity,
  schema,
  numbers,
  descriptors,
  mediaTypes,
  manifests,
  entries,
  platforms,
  annotations,
  configs,
  lengths,
];

export interface CheckOptions {
  /** Of `detectKind`, or what the place of the document makes it. `unknown` is opaque: nothing is looked at. */
  kind: DocumentKind;
  spec: SpecVersion;
  /** What findings call the document; `index.json` for the entry of a layout, which is held to less. */
  path: string;
  /** Media type of the descriptor or of Content-Type, where the document was referred to with one. */
  mediaType?: string;
}

/**
 * Every finding about this one JSON document: its text, its members, and what these say of each other. Pure; never
 * throws for its content, and never stops at the first. What needs other content (digest and size of blobs, platform
 * against configuration) is not looked at.
 * @returns the findings in the order of their rules, and the parsed document, undefined where it is no JSON object
 */
export function checkDocument(
  bytes: Uint8Array,
  { kind, spec, path, mediaType }: CheckOptions,
): { findings: Finding[]; value: unknown | undefined } {
  if (kind === "unknown") return { findings: [], value: undefined };
  const { text, tree, value, observations } = read(bytes);
  if (tree && isObject(value)) {
    const declared = mediaType === undefined ? {} : { declared: plainType(mediaType) };
    const document = { kind, spec, path, size: bytes.length, text, tree, value, ...declared };
    // One by one: there may be more of them than a call takes arguments.
    for (const observation of observed({ ...document, parts: partsOf(document) })) observations.push(observation);
  } else if (tree) observations.push(notAnObject(value, kind === "layout"));
  return { findings: findingsOf(observations, spec, path), value: isObject(value) ? value : undefined };
}

function observed(document: JsonDocument): Observation[] {
  const rules = isForeignEntry(document) ? textRules : [...textRules, ...memberRules];
  const observations = rules.flatMap((rule) => [...rule(document)]);
  return isForeignEntry(document) ? [...observations, foreignEntry(document)] : observations;
}

/** One finding per requirement and place, for what the version says or no version does. */
function findingsOf(observations: Observation[], spec: SpecVersion, path: string): Finding[] {
  const findings = new Map<string, Finding>();
  for (const { requirement, pointer, severity, always, ...words } of observations) {
    const entry = imageRequirementOf(requirement);
    if (entry.levels[spec] === null && binds(entry) && !always) continue;
    const key = `${requirement} ${pointer}`;
    if (findings.has(key)) continue;
    findings.set(key, {
      requirement,
      severity: severityOf(entry, spec, severity),
      place: { path, pointer },
      ...words,
    });
  }
  return [...findings.values()];
}
