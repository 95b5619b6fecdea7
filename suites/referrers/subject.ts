import { describe, expect, given, requirement } from "../kit/index.ts";
import { referrers } from "./pushed.ts";

describe("Pushing Manifests with Subject", () => {
  requirement("push.manifest.subject-missing-accepted", referrers, ({ putWithAbsentSubject }) => {
    expect(putWithAbsentSubject).toSucceed();
  });

  requirement("push.manifest.oci-subject", referrers, ({ putTyped }, { recall }) => {
    given(putTyped).toSucceed();
    expect(putTyped).toHaveHeader("OCI-Subject", recall<string>("subject"));
  });

  requirement("push.manifest.oci-subject-index", referrers, ({ putIndex }, { recall }) => {
    given(putIndex).toSucceed();
    expect(putIndex).toHaveHeader("OCI-Subject", recall<string>("subject"));
  });

  requirement("push.manifest.oci-subject-absent", referrers, (steps) => {
    expect(steps["push image: manifest"]).toLackHeader("OCI-Subject");
  });
});
