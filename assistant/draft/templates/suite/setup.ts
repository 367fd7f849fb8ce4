import { beforeEach } from "vitest";
import { empty, start } from "./database";

process.env.JWT_SECRET = "only-for-tests-".repeat(3);

const shared = globalThis as typeof globalThis & { testDatabase?: Promise<void> };
shared.testDatabase ??= start();
await shared.testDatabase;
beforeEach(empty);
