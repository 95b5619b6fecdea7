import { describe, expect, given, requirement, scenario } from "../kit/index.ts";
import { pushedImage } from "../seed.ts";

/** Nobody's host: a registry that looks there finds nothing. */
const nowhere = "nowhere.invalid";

const namespaced = scenario("content is asked for with ns", async ({ repository, step, after }) => {
  const { tag, image } = await after(pushedImage);
  const { manifest, layer } = image;
  const query = `ns=${nowhere}`;
  await Promise.all([
    step("get manifest", repository.getManifest(tag, { about: manifest, query })),
    step("get blob", repository.getBlob(layer, { query })),
  ]);
});

describe("Registry Proxying", () => {
  requirement("proxy.ns-optional", namespaced, ({ getBlob }, { declined }) => {
    // A proxy may have looked for the host in vain.
    expect(getBlob).toHaveStatus(200, 404, 502, 504);
    if (getBlob.status !== 200) return declined(`status ${getBlob.status} for a blob with ns`);
    expect(getBlob).toDeliver();
  });

  requirement("proxy.ns-ignore", namespaced, ({ getManifest }, { declined }) => {
    // A proxy may have looked for the host in vain.
    if (getManifest.status === 502 || getManifest.status === 504) return declined(`status ${getManifest.status}`);
    expect(getManifest).notToBeServerError();
    if (getManifest.status !== 200) declined(`status ${getManifest.status} for a manifest with ns`);
  });

  requirement("proxy.oci-namespace", namespaced, ({ getManifest }, { notApplicable }) => {
    if (getManifest.header("OCI-Namespace") === undefined)
      notApplicable("the registry does not say that it uses ns: test a proxy by OCI-Namespace");
    expect(getManifest).toHaveHeader("OCI-Namespace", nowhere);
  });

  requirement("proxy.oci-namespace-not-without-use", namespaced, ({ getManifest }) => {
    given(getManifest).toHaveStatus(200).toDeliver();
    const claimed = getManifest.header("OCI-Namespace") === nowhere;
    expect(claimed, `content of this registry said to be of ${nowhere}`, getManifest).toBe(false);
  });
});
