import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // CI counts the tests from this file.
    reporters: process.env.VITEST_JSON ? ["default", ["json", { outputFile: process.env.VITEST_JSON }]] : ["default"],
    include: ["tests/**/*.test.ts"],
    exclude: [
      "tests/real/**",
      "tests/fleet/**",
      "tests/access/**",
      "tests/hostile/whole/**",
      "tests/mutants/**",
      "tests/reliability/**",
    ],
    environment: "node",
    // Half of the time went into loading the same modules for each file anew.
    isolate: false,
    // Half of what whole conversations take is waiting.
    maxWorkers: "100%",
    testTimeout: 20_000,
  },
});
