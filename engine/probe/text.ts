import { oneLine } from "../../reporters/visible.ts";
import { abilities, abilityNames, type Probe } from "./findings.ts";

/** What a probe found, for people: a line each. */
export function probeText({ url, apiVersion, authentication, findings, requests, left, hasOpenUpload }: Probe): string {
  const width = Math.max(...abilityNames.map((name) => name.length));
  const lines = abilityNames.map((name) => {
    const { supported, reason } = findings[name];
    const word = supported === null ? "?" : supported ? "yes" : "no";
    return `${name.padEnd(width)}  ${word.padEnd(3)}  ${abilities[name]}: ${oneLine(reason)}`;
  });
  const things = [
    ...left,
    ...(hasOpenUpload ? ["an upload that could not be cancelled, which a registry ends by itself"] : []),
  ];
  return [
    `${url}: ${apiVersion ? `API version ${apiVersion}` : "no answer of API version 2"}, ${
      authentication === "none" ? "asks for no credentials" : `${authentication} authentication`
    }`,
    ...lines,
    `${requests} requests. ${things.length === 0 ? "Nothing was left there." : `Left there: ${things.map((each) => oneLine(each)).join(", ")}`}`,
    "",
  ].join("\n");
}
