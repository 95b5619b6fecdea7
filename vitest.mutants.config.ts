import { defineConfig } from "vitest/config";

/** Mutants of real registries: `tests/mutants/mutants.test.ts` says what the environment chooses. */
export default defineConfig({
  test: {
    // CI counts the tests from this file.
    reporters: process.env.VITEST_JSON ? ["default", ["json", { outputFile: process.env.VITEST_JSON }]] : ["default"],
    include: ["tests/mutants/**/*.test.ts"],
    environment: "node",
    fileParallelism: false,
    hookTimeout: 60_000,
  },
});
