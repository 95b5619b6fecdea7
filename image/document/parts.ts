import type { Node } from "jsonc-parser";
import { isObject, type JsonDocument, within } from "./observation.ts";

/** An object of the spec that stands in a document. `entry` is a descriptor in an index; `labels` is in a config. */
export type PartKind =
  | "descriptor"
  | "entry"
  | "manifest"
  | "index"
  | "platform"
  | "annotations"
  | "config"
  | "execution"
  | "labels"
  | "rootfs"
  | "history"
  | "layout";

/** An object in a document, with what the spec calls it; undefined where the spec knows no such object. */
export interface Part {
  kind: PartKind | undefined;
  pointer: string;
  node: Node;
  value: Record<string, unknown>;
}

/** What stands in which member; in a list there, in each item. */
const members: Record<PartKind, Record<string, PartKind>> = {
  descriptor: { annotations: "annotations" },
  entry: { annotations: "annotations", platform: "platform" },
  manifest: { config: "descriptor", layers: "descriptor", subject: "descriptor", annotations: "annotations" },
  index: { manifests: "entry", subject: "descriptor", annotations: "annotations" },
  platform: {},
  annotations: {},
  config: { config: "execution", rootfs: "rootfs", history: "history" },
  execution: { Labels: "labels" },
  labels: {},
  rootfs: {},
  history: {},
  layout: {},
};

/** What a document of each kind is as a whole; Docker's are built like those of the spec. */
export const rootOf = {
  descriptor: "descriptor",
  manifest: "manifest",
  "docker-manifest": "manifest",
  index: "index",
  "docker-manifest-list": "index",
  config: "config",
  layout: "layout",
} as const satisfies Record<Exclude<JsonDocument["kind"], "unknown">, PartKind>;

/** Every object in the document, the document first. Of members with one name the last counts, as with JSON.parse. */
export function partsOf({ tree, value, kind, spec }: Omit<JsonDocument, "parts">): Part[] {
  const parts: Part[] = [];
  visit(tree, value, "", kind === "unknown" ? undefined : rootOf[kind]);
  return parts;

  function visit(node: Node, value: unknown, pointer: string, part: PartKind | undefined): void {
    if (Array.isArray(value)) {
      for (const [index, child] of (node.children ?? []).entries())
        visit(child, value[index], within(pointer, index), part);
      return;
    }
    if (!isObject(value)) return;
    parts.push({ kind: part, pointer, node, value });
    for (const [name, child] of membersOf(node)) {
      const known = part && Object.hasOwn(members[part], name) ? members[part][name] : undefined;
      visit(child, value[name], within(pointer, name), isUnknownTo(spec, pointer, name) ? undefined : known);
    }
  }
}

/** The value nodes of an object by name; of one name, the last. */
export function membersOf(node: Node): Map<string, Node> {
  return new Map(
    (node.children ?? []).flatMap(({ children: [key, value] = [] }): [string, Node][] =>
      key && value ? [[key.value, value]] : [],
    ),
  );
}

/** A subject is a member that 1.0 does not know, and so passes over. */
export function isUnknownTo(spec: JsonDocument["spec"], pointer: string, name: string): boolean {
  return spec === "1.0" && pointer === "" && name === "subject";
}
