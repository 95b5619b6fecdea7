import { codesIn, flawOf } from "../errors/body.ts";
import { describe, expect, given, type Observation, requirement } from "../kit/index.ts";
import { discovered, endpointsOf, extensionsIn, isList } from "./discovered.ts";

/** Found, not offered in any of the usual ways, or something that is neither. */
function offeredOrNot(answer: Observation, declined: (how: string) => void): void {
  if (answer.refused || answer.status === 501) {
    declined(`status ${answer.status}`);
    return;
  }
  expect(answer).toHaveStatus(200);
  expect(isList(answer), "whether the answer is a JSON object", answer).toBe(true);
}

describe("Extensions: discovery", () => {
  requirement("extensions.discover.registry", discovered, ({ discover }, { declined }) =>
    offeredOrNot(discover, declined),
  );

  requirement("extensions.discover.repository", discovered, ({ discoverInRepository }, { declined }) =>
    offeredOrNot(discoverInRepository, declined),
  );

  requirement("extensions.discover.extensions-array", discovered, ({ discover }) => {
    expect(Array.isArray(discover.jsonObject?.extensions), "whether extensions is a list", discover).toBe(true);
  });

  requirement("extensions.discover.name", discovered, ({ discover }) => {
    for (const { name } of extensionsIn(discover)) expect(typeof name, "the type of name", discover).toBe("string");
  });

  requirement("extensions.discover.url", discovered, ({ discover }) => {
    for (const { url } of extensionsIn(discover)) expect(typeof url, "the type of url", discover).toBe("string");
  });

  requirement("extensions.discover.description", discovered, ({ discover }, { declined }) => {
    const described = extensionsIn(discover).filter(({ description }) => description !== undefined);
    if (described.length === 0) return declined("no extension has a description");
    for (const { description } of described)
      expect(typeof description, "the type of description", discover).toBe("string");
  });

  requirement("extensions.discover.endpoints", discovered, ({ discover }) => {
    for (const { endpoints } of extensionsIn(discover)) {
      const strings = Array.isArray(endpoints) && endpoints.every((endpoint) => typeof endpoint === "string");
      expect(strings, "whether endpoints is a list of strings", discover).toBe(true);
    }
  });
});

describe("Extensions: names", () => {
  requirement("extensions.name-grammar", discovered, ({ discover }, { notApplicable }) => {
    const paths = extensionsIn(discover).flatMap(endpointsOf).flatMap(segmentsOf);
    if (paths.length === 0) notApplicable("no endpoint with the name of an extension is listed: list one to test it");
    // The expression as printed asks for a separator in each name, which the spec's own names lack.
    const wrong = paths.filter((segment) => !/^[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(segment));
    expect(wrong.join(", "), "names that the expression does not allow", discover).toBe("");
  });

  requirement("extensions.name-unique", discovered, ({ discover }) => {
    const names = extensionsIn(discover).flatMap(({ name }) => (typeof name === "string" ? [name] : []));
    given(names.length > 0, "whether extensions are listed", discover).toBe(true);
    expect(names.length - new Set(names).size, "the number of names that came again", discover).toBe(0);
  });

  requirement("extensions.routes-disjoint", discovered, ({ discover }) => {
    for (const extension of extensionsIn(discover)) {
      const endpoints = endpointsOf(extension);
      expect(endpoints.length - new Set(endpoints).size, "the number of endpoints that came again", discover).toBe(0);
    }
  });

  requirement("extensions.reserved", discovered, ({ discover }, { notApplicable }) => {
    const own = extensionsIn(discover).filter(({ name }) => name === "_oci");
    if (own.length === 0) notApplicable("no extension is listed as _oci: only its use is judged by this");
    const foreign = own.flatMap(endpointsOf).filter((endpoint) => !/(^|\/)_oci\/ext\/discover$/.test(endpoint));
    expect(foreign.join(", "), "endpoints of _oci that the spec does not define", discover).toBe("");
  });
});

describe("Extensions: error codes", () => {
  requirement("extensions.unsupported-code", discovered, ({ discover }, { declined, notApplicable }) => {
    if (!discover.refused || discover.json === undefined)
      notApplicable(`the answer is no JSON error (status ${discover.status}): only one is judged by this`);
    expect(flawOf(discover) ?? "none", "a flaw of the error body:", discover).toBe("none");
    const codes = codesIn(discover);
    if (!codes.includes("UNSUPPORTED")) declined(`the code is ${codes.join(", ")}`);
  });

  requirement("extensions.unknown-code", discovered, ({ getUnknown, getUnknownInRepository }, { declined }) => {
    for (const answer of [getUnknown, getUnknownInRepository]) expect(answer).notToBeServerError();
    if (!codesIn(getUnknown).includes("EXTENSION_UNKNOWN"))
      declined(`status ${getUnknown.status} without EXTENSION_UNKNOWN`);
  });
});

/** Extension, component and module of an endpoint: what follows the underscore. */
function segmentsOf(endpoint: string): string[] {
  const segments = endpoint.split("?")[0]?.split("/") ?? [];
  const start = segments.findIndex((segment) => segment.startsWith("_"));
  if (start < 0) return [];
  const [extension = "", ...others] = segments.slice(start, start + 3);
  return [extension.slice(1), ...others];
}
