import { expect, test } from "vitest";
import { zeros } from "../../../suites/base/leading-zeros.ts";

test("the digests of config and manifest begin with six zeros", () => {
  for (const { digest } of [zeros.config, zeros.manifest]) expect(digest).toMatch(/^sha256:000000/);
});
