import { answer, json } from "../answer.ts";
import { fault, type Rewrite } from "../fault.ts";
import type { Extension } from "../operations/extensions.ts";
import { when, where, withJson, withStatus } from "../rewrite.ts";

const settings = { extensions: true };
type List = { extensions: Extension[] };

const html = Buffer.from("<!doctype html><title>Registry</title>\n");

/** Each extension listed in another way, by registry and repository alike. */
function listed(
  id: string,
  of: { title: string; breaks: "name" | "url" | "description" | "endpoints" },
  change: (extension: Extension) => object,
) {
  return fault(id, {
    title: of.title,
    breaks: [`extensions.discover.${of.breaks}`],
    settings,
    answer: { "extensions.discover": list(({ extensions }) => ({ extensions: extensions.map(change) })) },
  });
}

function list(change: (list: List) => unknown): Rewrite {
  return when(200, withJson(change));
}

export const discoveryIsHtml = fault("ext-discover-html", {
  title: "the list of extensions is an HTML page",
  breaks: ["extensions.discover.registry"],
  settings,
  answer: {
    "extensions.discover": where(
      ({ named }) => !named,
      () => answer(200, { "Content-Type": "text/html" }, html),
    ),
  },
});

export const repositoryDiscovery500 = fault("ext-discover-repo-500", {
  title: "asking for the extensions of a repository answers 500",
  breaks: ["extensions.discover.repository"],
  settings,
  answer: { "extensions.discover": where(({ named }) => named, withStatus(500)) },
});

export const extensionsAreAnObject = fault("ext-discover-object", {
  title: "extensions is an object with the names as keys",
  breaks: ["extensions.discover.extensions-array"],
  settings,
  answer: {
    "extensions.discover": list(({ extensions }) => ({
      extensions: Object.fromEntries(extensions.map((extension) => [extension.name, extension])),
    })),
  },
});

export const nameMissing = listed(
  "ext-name-missing",
  { title: "extensions without description have no name", breaks: "name" },
  ({ name, ...rest }) => (rest.description ? { name, ...rest } : rest),
);

export const urlMissing = listed(
  "ext-url-missing",
  { title: "extensions have no url", breaks: "url" },
  ({ url: _, ...rest }) => rest,
);

export const descriptionIsAList = listed(
  "ext-description-array",
  { title: "the description of an extension is a list of lines", breaks: "description" },
  ({ description, ...rest }) => ({ ...rest, ...(description ? { description: [description] } : {}) }),
);

export const endpointsMissing = listed(
  "ext-endpoints-missing",
  { title: "extensions without description have no endpoints", breaks: "endpoints" },
  ({ endpoints, ...rest }) => (rest.description ? { endpoints, ...rest } : rest),
);

export const nameInUpperCase = fault("ext-name-uppercase", {
  title: "an endpoint has a segment in upper case",
  breaks: ["extensions.name-grammar"],
  settings,
  answer: {
    "extensions.discover": list(({ extensions }) => ({
      extensions: extensions.map((extension) => ({
        ...extension,
        endpoints: extension.endpoints.map((endpoint) => endpoint.replace("search", "Search")),
      })),
    })),
  },
});

export const nameTwice = fault("ext-name-duplicate", {
  title: "an extension is listed twice",
  breaks: ["extensions.name-unique"],
  settings,
  answer: { "extensions.discover": list(({ extensions }) => ({ extensions: [...extensions, ...extensions] })) },
});

export const routeTwice = fault("ext-route-duplicate", {
  title: "an extension has one endpoint twice",
  breaks: ["extensions.routes-disjoint"],
  settings,
  answer: {
    "extensions.discover": list(({ extensions }) => ({
      extensions: extensions.map(({ endpoints, ...rest }) => ({ ...rest, endpoints: [...endpoints, ...endpoints] })),
    })),
  },
});

export const reservedReused = fault("ext-reserved-reused", {
  title: "_oci is listed with an endpoint of the registry's own",
  breaks: ["extensions.reserved"],
  settings,
  answer: {
    "extensions.discover": list(({ extensions }) => ({
      extensions: extensions.map((extension) =>
        extension.name === "_oci" ? { ...extension, endpoints: ["_oci/image/search"] } : extension,
      ),
    })),
  },
});

export const refusalWithoutErrors = fault("ext-unsupported-bad-body", {
  title: "that there is no list of extensions is said in JSON without errors",
  breaks: ["extensions.unsupported-code", "errors.body.schema"],
  answer: { "extensions.discover": when(404, () => json(404, { message: "not here" })) },
});

export const unknownExtension500 = fault("ext-unknown-500", {
  title: "asking for an unknown extension answers 500",
  breaks: ["extensions.unknown-code"],
  answer: { unknown: where(({ path }) => path.includes("/_nosuch/"), withStatus(500)) },
});
