import { defineConfig } from "vitest/config";

/** The laws of `tests/properties` with thirty times the examples of `npm test`: FAST_CHECK_RUNS sets how many, SEED which. */
export default defineConfig({
  test: {
    // CI counts the tests from this file.
    reporters: process.env.VITEST_JSON ? ["default", ["json", { outputFile: process.env.VITEST_JSON }]] : ["default"],
    include: ["tests/properties/**/*.test.ts"],
    environment: "node",
    isolate: false,
    maxWorkers: "100%",
    testTimeout: 600_000,
    hookTimeout: 60_000,
    env: { FAST_CHECK_RUNS: process.env.FAST_CHECK_RUNS ?? "30", SEED: process.env.SEED ?? "1" },
  },
});
