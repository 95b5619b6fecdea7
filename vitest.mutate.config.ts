import { defineConfig } from "vitest/config";

/** The fast tests that Stryker holds against each change of our code: those that import the changed file. */
export default defineConfig({
  test: { include: ["tests/client/**/*.test.ts", "tests/engine/**/*.test.ts"], environment: "node" },
});
