import { operationOf } from "../kind.ts";
import { type Answer, headerOf, type Request, withBody } from "../message.ts";
import type { AnswerRule } from "../rule.ts";

type Json = null | boolean | number | string | Json[] | { [member: string]: Json };

/** Answers that the registry makes up itself; the bytes of a manifest are changed by the rules for bodies. */
function documentOf(answer: Answer, request: Request): Json | undefined {
  const ownWords = /^(tags|referrers|extensions)\./.test(operationOf(request)) || answer.status >= 400;
  if (!ownWords || !/json/.test(headerOf(answer, "content-type") ?? "") || answer.body.length > 65536) return undefined;
  try {
    return JSON.parse(answer.body.toString());
  } catch {
    return undefined;
  }
}

/** Members that registries choose the names of are no place of the protocol. */
const isPlace = (member: string) => /^[a-zA-Z]+$/.test(member);

/** Every place in the document: members by name, elements of lists as one place, `/manifests/-/digest`. */
function placesOf(value: Json, place = ""): [place: string, value: Json][] {
  const own: [string, Json] = [place, value];
  if (Array.isArray(value)) return [own, ...value.flatMap((each) => placesOf(each, `${place}/-`))];
  if (value === null || typeof value !== "object") return [own];
  const members = Object.entries(value).filter(([member]) => isPlace(member));
  return [own, ...members.flatMap(([member, each]) => placesOf(each, `${place}/${member}`))];
}

/** The document with every value at the place changed; `undefined` takes it away. */
function changedAt(value: Json, place: string, change: (value: Json) => Json | undefined, here = ""): Json | undefined {
  if (here === place) return change(value);
  const inside = (each: Json, member: string) => changedAt(each, place, change, `${here}/${member}`);
  if (Array.isArray(value)) return value.map((each) => inside(each, "-")).filter((each) => each !== undefined);
  if (value === null || typeof value !== "object") return value;
  const members = Object.entries(value).map(([member, each]) => [member, inside(each, member)] as const);
  return Object.fromEntries(members.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined));
}

interface Change {
  applies(value: Json): boolean;
  to(value: Json): Json | undefined;
}

const list = (value: Json): value is Json[] => Array.isArray(value) && value.length > 0;
const listed = (to: (list: Json[]) => Json) => ({
  applies: list,
  to: (value: Json) => (list(value) ? to(value) : value),
});
const always = (to: Json | undefined) => ({ applies: () => true, to: () => to });

const changes: Record<string, Change> = {
  dropped: always(undefined),
  "made null": always(null),
  "made text": always("text"),
  "made a list": { applies: (value) => !Array.isArray(value), to: (value) => [value] },
  "another text": { applies: (value) => typeof value === "string", to: (value) => `${value}x` },
  "in capitals": { applies: (value) => typeof value === "string", to: (value) => `${value}`.toUpperCase() },
  "one more": { applies: (value) => typeof value === "number", to: (value) => Number(value) + 1 },
  reversed: listed((values) => [...values].reverse()),
  "without first": listed((values) => values.slice(1)),
  "without last": listed((values) => values.slice(0, -1)),
  "last one twice": listed((values) => [...values, values.at(-1) ?? null]),
  emptied: listed(() => []),
};

export const jsonChanged: AnswerRule = {
  name: "JSON changed",
  details(answer, request) {
    const document = documentOf(answer, request);
    if (document === undefined) return [];
    const found = placesOf(document).flatMap(([place, value]) =>
      Object.entries(changes).flatMap(([how, { applies }]) =>
        place !== "" && applies(value) ? [`${place}: ${how}`] : [],
      ),
    );
    return [...new Set(found), ": members reversed", ": a member added"];
  },
  change(answer, detail, request) {
    const document = documentOf(answer, request);
    if (document === undefined) return answer;
    const [place = "", how = ""] = detail.split(": ", 2);
    const change = changes[how] ?? wholes[how];
    const changed = change && changedAt(document, place, (value) => (change.applies(value) ? change.to(value) : value));
    return withBody(answer, Buffer.from(JSON.stringify(changed ?? null)));
  },
};

const wholes: Record<string, Change> = {
  "members reversed": { applies: () => true, to: (value) => Object.fromEntries(Object.entries(value ?? {}).reverse()) },
  "a member added": { applies: () => true, to: (value) => ({ ...(value as object), added: [1] }) },
};
