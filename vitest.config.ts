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
    // A run makes much that is soon forgotten: with more room for it, a tenth less goes into collecting it.
    execArgv: ["--max-semi-space-size=64"],
    // Half of what whole conversations take is waiting.
    maxWorkers: "100%",
    testTimeout: 20_000,
  },
});
