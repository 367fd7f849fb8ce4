import { beforeEach, vi } from "vitest";
import { empty, start } from "./database";

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 }); // a busy machine is no failure
process.env.JWT_SECRET = "only-for-tests-".repeat(3);

const shared = globalThis as typeof globalThis & { testDatabase?: Promise<void> };
shared.testDatabase ??= start();
await shared.testDatabase;
beforeEach(empty);
