import type { Element } from "../../engine/import/xml.ts";

export { type Element, parseXml } from "../../engine/import/xml.ts";

export function childrenOf(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === name);
}
