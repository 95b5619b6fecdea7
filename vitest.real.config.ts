import { defineConfig } from "vitest/config";

/** Slow tests against programs that nobody here wrote: real registries, real clients, a real browser. */
export default defineConfig({
  test: {
    // CI counts the tests from this file.
    reporters: process.env.VITEST_JSON ? ["default", ["json", { outputFile: process.env.VITEST_JSON }]] : ["default"],
    include: ["tests/real/**/*.test.ts", "tests/fleet/**/*.test.ts", "tests/access/**/*.test.ts"],
    environment: "node",
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 30_000,
  },
});
