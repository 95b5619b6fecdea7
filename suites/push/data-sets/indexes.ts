import {
  Content,
  type Descriptor,
  descriptorOf,
  indexOver,
  mediaTypes,
  type ScenarioContext,
} from "../../kit/index.ts";
import { newManifest } from "../new-manifest.ts";
import type { Make } from "./each.ts";
import { dockerManifest } from "./images.ts";

/** Pushes by digest what an index is going to refer to; the scenario stops where that is not taken. */
async function child({ repository, step }: ScenarioContext, manifest: Content, name: string): Promise<Descriptor> {
  await step(`push ${name}`, repository.putManifest(manifest.digest, manifest), { needs: "2xx" });
  return descriptorOf(manifest);
}

/** Every field of a platform, and a child that has none. */
export const overPlatforms: Make = async (context) => {
  const [amd64, arm64, windows, attestation] = await Promise.all(
    ["amd64", "arm64", "windows", "attestation"].map(async (name) => child(context, await newManifest(context), name)),
  );
  return indexOver([
    { ...(amd64 as Descriptor), platform: { os: "linux", architecture: "amd64" } },
    { ...(arm64 as Descriptor), platform: { os: "linux", architecture: "arm64", variant: "v8" } },
    {
      ...(windows as Descriptor),
      platform: {
        os: "windows",
        architecture: "amd64",
        "os.version": "10.0.14393.1066",
        "os.features": ["win32k"],
      },
    },
    { ...(attestation as Descriptor), annotations: { "org.example.of": (amd64 as Descriptor).digest } },
  ]);
};

export const ofAnIndex: Make = async (context) => {
  const inmost = await child(context, await newManifest(context), "manifest of the inner index");
  const beside = await child(context, await newManifest(context), "manifest beside the inner index");
  const inner = indexOver([inmost]);
  // Where no index is taken, this one is not either; the one around it is judged all the same.
  await context.step("push inner index", context.repository.putManifest(inner.digest, inner));
  return indexOver([descriptorOf(inner), beside]);
};

export const withoutOptionalFields: Make = async (context) =>
  indexOver([await child(context, await newManifest(context), "child")], { mediaType: undefined });

export const withoutManifests: Make = async ({ unique }) =>
  indexOver([], { annotations: { "org.example.unique": unique("no-manifests") } });

/** Docker's own kind of index; none where its kind of manifest is not taken. */
export const dockerList: Make = async (context) => {
  const { repository, step } = context;
  const manifest = await dockerManifest(context);
  const put = await step("push child of the list", repository.putManifest(manifest.digest, manifest));
  if (!put.answered || put.status >= 300) return undefined;
  const platform = { os: "linux", architecture: "amd64" };
  return Content.json(
    {
      schemaVersion: 2,
      mediaType: mediaTypes.dockerManifestList,
      manifests: [{ ...descriptorOf(manifest), platform }],
    },
    mediaTypes.dockerManifestList,
  );
};
