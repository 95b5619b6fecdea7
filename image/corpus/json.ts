import { after11, type DocumentCase, fault, legal, textOf } from "./case.ts";
import { artifact, config, descriptor, digestOf, index, manifest, withLayer, withPlatform } from "./fixtures.ts";

const encoder = new TextEncoder();
const image = textOf(manifest());
const marker = (more: object = {}) => ({ imageLayoutVersion: "1.0.0", ...more });
const asLayout = { kind: "layout", path: "oci-layout" } as const;
const asManifest = { kind: "manifest" } as const;
/** Weighs less where the version does not say it. */
const before = { specs: ["1.0", "1.1"], severity: "warning" } as const;

function bytes(text: string, ...parts: number[]): Uint8Array {
  const [front = "", back = ""] = text.split("corpus");
  return new Uint8Array([...encoder.encode(front), ...parts, ...encoder.encode(back)]);
}

const notUtf8 = bytes(image, 0xff);
const twice = image.replace('"layers":', '"\\u006cayers": [], "layers":');
const large = "x".repeat(5 * 1024 * 1024);

export const jsonCases: DocumentCase[] = [
  legal("image.layout.version-present", "a marker", marker(), asLayout),
  fault("image.layout.oci-layout-object", "a list", ["1.0.0"], asLayout),
  fault("image.layout.version-present", "none", {}, asLayout),
  fault("image.layout.version-value", "that of the spec", marker({ imageLayoutVersion: "1.1.0" }), asLayout),
  legal("image.layout.oci-layout-extra", "more", marker({ x: 1 }), asLayout),
  fault("image.json.well-formed", "a second object", `${image}{}`, asManifest),
  fault("image.json.well-formed", "a comma too many", image.replace(/\}$/, ",}"), asManifest),
  fault("image.json.well-formed", "a list", [], asManifest),
  fault("image.json.well-formed", "nothing", "", asManifest),
  fault("image.json.utf8", "a byte that is none", notUtf8, { ...after11, ...asManifest }),
  fault("image.json.utf8", "a byte that is none, earlier", notUtf8, { ...before, ...asManifest }),
  fault("image.json.utf8", "UTF-16", new Uint8Array(Buffer.from(image, "utf16le")), { ...after11, ...asManifest }),
  fault("image.json.no-bom", "a mark", `\ufeff${image}`, asManifest),
  fault("image.json.no-lone-surrogates", "half a pair", image.replace("corpus", "\\ud800")),
  legal("image.json.no-lone-surrogates", "a pair", image.replace("corpus", "\\ud83d\\ude00")),
  fault("image.json.no-duplicate-names", "layers, once escaped", twice, after11),
  fault("image.json.no-duplicate-names", "layers, once escaped, earlier", twice, before),
  fault("image.json.case-variants", "layers beside Layers", manifest({ Layers: [] })),
  fault("image.json.case-variants", "Annotations alone", withLayer({ Annotations: {} }), { severity: "info" }),
  fault(
    "image.json.number-range",
    "a size that doubles skip",
    image.replace('"size": 6', '"size": 9007199254740993'),
    after11,
  ),
  legal("image.json.canonical", "indented, in no order", image),
  legal("image.json.member-order", "size first", {
    ...manifest(),
    config: Object.fromEntries(Object.entries(manifest().config).reverse()),
  }),
  legal("image.json.unknown-properties", "in a manifest and its layers", { ...withLayer({ "x-new": 1 }), "x-new": 1 }),
  legal("image.json.unknown-properties", "in an index and a platform", {
    ...withPlatform({ "x-new": 1 }),
    "x-new": [],
  }),
  legal("image.json.unknown-properties", "in a configuration", { ...config(), "x-new": {} }),
  fault(
    "image.json.size-limits",
    "an annotation of 5 MB",
    manifest({ annotations: { "com.example.large": large } }),
    after11,
  ),
  fault(
    "image.json.size-limits",
    "a hundred levels and more",
    image.replace('"corpus"', `${"[".repeat(101)}${"]".repeat(101)}`),
    {
      severity: "error",
      ...asManifest,
    },
  ),
  fault(
    "image.descriptor.data-portable-size",
    "4 MB of embedded data",
    artifact({
      layers: [
        descriptor("text/plain", "", {
          digest: digestOf(large),
          size: large.length,
          data: Buffer.from(large).toString("base64"),
        }),
      ],
    }),
    after11,
  ),
  legal("image.json.size-limits", "a hundred entries", index({ manifests: Array(100).fill(index().manifests[0]) })),
];
