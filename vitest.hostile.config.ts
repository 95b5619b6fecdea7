import { defineConfig } from "vitest/config";

/** Whole runs against hostile registries, and what a full disk does to them (`npm run test:hostile`, after a build). */
export default defineConfig({
  test: {
    // CI counts the tests from this file.
    reporters: process.env.VITEST_JSON ? ["default", ["json", { outputFile: process.env.VITEST_JSON }]] : ["default"],
    include: ["tests/hostile/whole/**/*.test.ts"],
    environment: "node",
    isolate: false,
    maxWorkers: 2,
    maxConcurrency: 4,
    testTimeout: 60_000,
  },
});
