import { defineConfig } from "vitest/config";

/** Long tests of how reliable the suite itself is; `docs/reliability.md` says what each measures. */
export default defineConfig({
  test: {
    // CI counts the tests from this file.
    reporters: process.env.VITEST_JSON ? ["default", ["json", { outputFile: process.env.VITEST_JSON }]] : ["default"],
    include: ["tests/reliability/**/*.test.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 30_000,
  },
});
