import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // CI counts the tests from this file.
    reporters: process.env.VITEST_JSON ? ["default", ["json", { outputFile: process.env.VITEST_JSON }]] : ["default"],
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/real/**", "tests/fleet/**", "tests/access/**"],
    environment: "node",
    testTimeout: 20_000,
  },
});
