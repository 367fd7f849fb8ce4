import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { tsconfigPaths: true },
  test: {
    include: ["tests/**/*.test.ts"],
    setupFiles: "tests/setup.ts",
    isolate: false, // a worker opens its database once, for all of its files
    fileParallelism: process.env.TEST_DATABASE_URL !== undefined, // on PGlite, which takes seconds to boot, one worker
  },
});
