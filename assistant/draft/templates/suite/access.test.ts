import { expect, test } from "vitest";
import { operations } from "./client";

const proofs = import.meta.glob<string>("./access/*.ts", { query: "?raw", import: "default", eager: true });

test.each(operations.filter(({ path }) => !path.includes("/auth/")))("$operationId has its rules proved", (it) => {
  expect(Object.values(proofs).join()).toContain(`operation: "${it.operationId}"`);
});
