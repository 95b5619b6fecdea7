import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    exclude: ["tests/real/**"],
    environment: "node",
    testTimeout: 20_000,
  },
});
