import { readFileSync } from "node:fs";
import { NextRequest } from "next/server";
import { describe, expect, test, vi } from "vitest";
import { Prisma } from "@/generated/prisma/client";
import { endpoint, handle } from "@/lib/http/handle";
__ANYONE__import { api, call, type Problem, parametersOf, problem, ready, routes, type Schema, successOf, operations } from "./client";
import { register } from "../instrumentation";
import { requests } from "./world/requests";

const { PrismaClientKnownRequestError } = Prisma;

describe("every operation", () => {
  test("has a request in tests/world/requests.ts, and a route", () => {
    expect(Object.keys(requests).sort()).toEqual(operations.map(({ operationId }) => operationId).sort());
    const paths = routes.map(({ path }) => path).filter((path) => !path.includes("..."));
    expect(paths.sort()).toEqual(Object.keys(api.paths).sort());
  });

  test.each(operations)("$operationId answers as documented", async (it) => {
    const { method, path, actor, body, status = successOf(it) } = await ready(it.operationId);
    const reply = await call(method, path, { actor, body });
    expect({ status: reply.status, body: reply.body }).toMatchObject({ status });
  });

  test.each(operations.filter(({ method }) => method === "GET"))("$operationId answers HEAD without a body", async (it) => {
    const { path, actor, status = 200 } = await ready(it.operationId);
    expect(await call("HEAD", path, { actor })).toMatchObject({ status, body: undefined });
  });

  const withId = operations.filter(({ path }) => path.includes("{id}"));
  test.each(withId)("$operationId: 404 for an id that is none, or of nothing", async (it) => {
    const { actor, body, status = 404 } = await ready(it.operationId);
    for (const id of __IDS__) {
      const reply = await call(it.method, it.path.replace("{id}", id), { actor, body });
      expect({ id, ...reply }).toMatchObject(status < 404 ? { status } : problem(404, "not-found"));
    }
  });

  const guarded = operations.filter(({ security }) => __GUARDED__);
  test.each(guarded.filter(({ path }) => path.includes("{id}")))("$operationId asks who before all else", async (it) => {
    const reply = await call(it.method, it.path.replace("{id}", "nonsense"), { raw: it.method === "GET" ? undefined : "{" });
    expect(reply).toMatchObject(problem(401, "unauthenticated"));
  });
});

describe("lists", () => {
  const lists = operations.filter((it) => parametersOf(it).some(({ name }) => name === "cursor"));

  test.each(lists)("$operationId refuses what is wrong in its query", async (it) => {
    const { path, actor, status: refusal } = await ready(it.operationId);
    const wrong = ["unknown=1", "limit=1.5", "limit=ten", "limit=", "limit=1&limit=2", "cursor=", "cursor=nonsense"];
    for (const { name, schema } of parametersOf(it)) {
      if (name !== "cursor" && (schema.enum ?? schema.format ?? schema.type !== "string")) wrong.push(`${name}=nonsense!`);
      if (schema.minimum !== undefined) wrong.push(`${name}=${schema.minimum - 1}`);
      if (schema.maximum !== undefined) wrong.push(`${name}=${schema.maximum + 1}`);
      if (schema.maxLength !== undefined) wrong.push(`${name}=${"x".repeat(schema.maxLength + 1)}`);
      wrong.push(`${name}=%00`);
    }
    for (const query of wrong) {
      const { status, body } = await call(it.method, `${path}?${query}`, { actor });
      const parameters = [...new Set(body.errors?.map(({ parameter }) => parameter))];
      const refused = refusal ? { status: refusal, parameters: [] } : { status: 422, parameters: [query.split("=")[0]] };
      expect({ query, status, parameters }).toEqual({ query, ...refused });
    }
  });
});

/** Values of a query parameter that are just within its bounds. */
function within({ minimum, maximum, maxLength, enum: choices = [], format, pattern = "" }: Schema): unknown[] {
  const longest = "x".repeat(maxLength ?? 0);
  const isPlain = longest !== "" && !format && choices.length === 0 && new RegExp(pattern, "u").test(longest);
  return [minimum, maximum, ...choices, ...(isPlain ? [longest] : [])].filter((each) => each !== undefined);
}

describe("bounds of lists", () => {
  const bounded = operations.filter((it) => parametersOf(it).length > 0);

  test.each(bounded)("$operationId takes what is within them", async (it) => {
    const { path, actor, status: expected = 200 } = await ready(it.operationId);
    for (const { name, schema } of parametersOf(it))
      for (const value of within(schema)) {
        const { status } = await call(it.method, `${path}?${name}=${value}`, { actor });
        expect({ name, value, status }).toEqual({ name, value, status: expected });
      }
  });
});

describe("every path", () => {
  const documented = Object.keys(api.paths).map((path) => ({ path }));

  test.each(documented)("$path: 405 with Allow for the methods it lacks", async ({ path }) => {
    const has = operations.filter((each) => each.path === path).map(({ method }) => method);
    const allow = [...has, ...(has.includes("GET") ? ["HEAD"] : []), "OPTIONS"].sort();
    for (const method of ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].filter((each) => !allow.includes(each))) {
      const { status, headers } = await call(method, path);
      expect({ method, status, allow: headers.get("allow") }).toEqual({ method, status: 405, allow: allow.join(", ") });
    }
    const { status, headers } = await call("OPTIONS", path);
    expect({ status, allow: headers.get("allow") }).toEqual({ status: 204, allow: allow.join(", ") });
  });

  test("that is unknown is a 404 problem", async () => {
    expect(await call("GET", "__BASE__/nothing/is/here")).toMatchObject(problem(404, "not-found"));
  });
});

test.each([
  ["order-66-abc", true],
  ["short", false],
  ["<script>alert(1)", false],
])("request id %s is taken over: %s", async (id, taken) => {
  const { headers, body } = await call("GET", "__BASE__/nothing", { headers: { "x-request-id": id } });
  expect([headers.get("x-request-id") === id, body.requestId === id]).toEqual([taken, taken]);
});

test.each([
  ["an unexpected error", new Error("inner secret"), 500, "internal"],
  ["a timeout", new PrismaClientKnownRequestError("inner secret", { code: "P2028", clientVersion: "" }), 503, "busy"],
])("%s is logged with the request id and tells the client nothing", async (_, error, status, type) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const { GET } = endpoint({ GET: handle(__CONTRACT__, () => Promise.reject(error)) });
  const response = await GET(new NextRequest("http://test.local/"), { params: Promise.resolve({}) });
  const body = await response.text();
  const parsed: Problem = JSON.parse(body);
  expect({ status: response.status, body: parsed }).toMatchObject(problem(status, type));
  expect(response.headers.has("retry-after")).toBe(status === 503);
  const logged = log.mock.calls.join();
  expect(logged).toContain(response.headers.get("x-request-id"));
  expect(body + logged).not.toContain("inner secret");
  log.mockRestore();
});

const settings = __SETTINGS__;

test.each(Object.keys(settings))("no server starts where %s is missing or unfit, nor is its value logged", (name) => {
  const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
  const exit = vi.spyOn(process, "exit").mockReturnValue(undefined as never);
  for (const [each, value] of Object.entries({ ...settings, NEXT_RUNTIME: "nodejs" })) vi.stubEnv(each, value);
  register();
  expect(exit).not.toHaveBeenCalled();
  for (const value of [undefined, "", "http://127.0.0.1/unfit"]) {
    vi.stubEnv(name, value);
    register();
  }
  expect(exit.mock.calls).toEqual([[1], [1], [1]]);
  expect(log.mock.calls.join()).toContain(name);
  expect(log.mock.calls.join()).not.toContain("unfit");
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test("every problem type is explained in docs/API.md", () => {
  const types = [...readFileSync("lib/problem.ts", "utf8").matchAll(/^ {2}"?([a-z-]+)"?: \[/gm)].map(([, type]) => type);
  const explained = [...readFileSync("docs/API.md", "utf8").matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, type]) => type);
  expect(types.length).toBeGreaterThan(0);
  expect(explained.sort()).toEqual(types.sort());
});
