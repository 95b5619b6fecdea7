import { defineConfig } from "vitest/config";

const { TESTS = "tests/suites/kit/expect.test.ts" } = process.env;

/** The tests that Stryker holds against each change of our code: fast ones, which start no program and no build. */
export default defineConfig({ test: { include: TESTS.split(","), environment: "node", isolate: false } });
