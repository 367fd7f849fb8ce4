import { describe, expect, test } from "vitest";
import { bodyOf, call, operations, ready, type Schema, schemas, successOf } from "./client";

const withBody = operations.filter(({ requestBody }) => requestBody);
/** By operation, fields whose bounds hang on other fields, or that its caller may not set. */
const untried: Record<string, string[]> = __UNTRIED__;

const send = ({ method, path, actor }: Awaited<ReturnType<typeof ready>>, body: unknown) =>
  call(method, path, { actor, body });
/** Fields that name other records: their tests are with those of each entity. */
const references: string[] = __REFERENCES__;

describe.each(withBody)("the body of $operationId", (it) => {
  const { properties = {}, required = [], minProperties = 0 } = bodyOf(it);

  type Wrong = [what: string, status: number, type: string, raw: BodyInit, headers?: Record<string, string>];
  const unread: Wrong[] = [
    ["cut off", 400, "malformed-json", '{"a":'],
    ["empty", 400, "malformed-json", ""],
    ["not UTF-8", 400, "malformed-json", new Uint8Array([0x22, 0xff, 0x22])],
    ["an array", 422, "invalid", "[]"],
    ["null", 422, "invalid", "null"],
    ["a form", 415, "not-json", "a=1", { "content-type": "application/x-www-form-urlencoded" }],
    ["over 16 KiB", 413, "body-too-large", `{}${" ".repeat(16 * 1024 - 1)}`],
  ];
  if (required.length + minProperties > 0) unread.push(["an object without a field", 422, "invalid", "{}"]);

  // What is refused changes nothing, so that one request serves all cases.
  test("is JSON, an object and not too large", async () => {
    const { method, path, actor } = await ready(it.operationId);
    for (const [what, status, type, raw, headers = {}] of unread) {
      const reply = await call(method, path, { actor, raw, headers });
      expect({ what, ...reply }).toMatchObject({ status, body: { type: `/problems/${type}` } });
    }
  });

  test("may be of just 16 KiB", async () => {
    const { method, path, actor, body, status = successOf(it) } = await ready(it.operationId);
    const raw = JSON.stringify(body).padEnd(16 * 1024);
    const reply = await call(method, path, { actor, raw, headers: { "content-type": "application/json; charset=utf-8" } });
    expect(reply.status).toBe(status);
  });

  test("takes no unknown field, and none that the server sets", async () => {
    const request = await ready(it.operationId);
    const answered = Object.keys(schemas[it.answer]?.properties ?? {});
    for (const key of ["unknown", "passwordHash", "deletedAt", ...answered].filter((each) => !(each in properties))) {
      const reply = await send(request, { ...request.body, [key]: "1" });
      expect(reply).toMatchObject({ status: 422, body: { errors: [{ pointer: `#/${key}` }] } });
    }
  });

  const tried = Object.keys(properties).filter((key) => !untried[it.operationId]?.includes(key));
  if (tried.length > 0)
    test("has no field that openapi.yaml refuses", async () => {
      const request = await ready(it.operationId);
      for (const key of tried)
        for (const value of [...wrong(properties[key] ?? {}), ...(required.includes(key) ? [undefined] : [])]) {
          const { status, body } = await send(request, { ...request.body, [key]: value });
          const pointers = body.errors?.map(({ pointer }) => pointer?.split("/").slice(0, 2).join("/"));
          const reply = { key, value, status, pointers: [...new Set(pointers)] };
          expect(reply).toEqual({ key, value, status: 422, pointers: [`#/${key}`] });
        }
    });

  const accepting = it.operationId === "login" ? [] : tried.filter((key) => !references.includes(key) && right(properties[key] ?? {}).length > 0);
  if (accepting.length > 0 && !it.path.endsWith("/transition"))
    test.each(accepting)("%s: takes what openapi.yaml does, up to its bounds", async (key) => {
      for (const value of right(properties[key] ?? {})) {
        const request = await ready(it.operationId);
        const { status, body } = await send(request, { ...request.body, [key]: value });
        expect({ value, status, errors: body?.errors }).toMatchObject({ value, status: request.status ?? successOf(it) });
      }
    });
});

const has = (schema: Schema, type: string): boolean => schema.type === type || (schema.type?.includes(type) ?? false);
const isAnything = (schema: Schema): boolean => has(schema, "object") && has(schema, "array");
const fits = ({ pattern = "" }: Schema, value: string): boolean => new RegExp(pattern, "u").test(value);

/** Values that are just beyond what the schema of a field allows. */
function wrong(schema: Schema): unknown[] {
  if (isAnything(schema)) return [];
  const { minimum, maximum, minLength, maxLength, minItems, maxItems, items } = schema;
  const values: unknown[] = [{}];
  if (!has(schema, "null")) values.push(null);
  if (minimum !== undefined) values.push(minimum - 1);
  if (maximum !== undefined) values.push(maximum + 1);
  if (has(schema, "integer")) values.push(1.5);
  if (has(schema, "integer") || has(schema, "number")) values.push("1");
  if (has(schema, "boolean")) values.push("true", 1);
  if (has(schema, "string")) values.push(1, ...texts(schema));
  if (minLength) values.push("x".repeat(minLength - 1));
  if (maxLength !== undefined) values.push(ofLength(schema, maxLength + 1));
  if (items) values.push("x", [null], ...wrong(items).map((each) => [each]));
  if (minItems) values.push([]);
  if (items && maxItems !== undefined) values.push(Array.from({ length: maxItems + 1 }, () => "x"));
  return values;
}

function texts(schema: Schema): string[] {
  const values = ["not of that form !", "nul\u0000 in it", "bell\u0007 in it"];
  const unfit = values.filter((value) => schema.format || schema.enum || !fits(schema, value));
  return schema.minLength === 1 && schema.pattern ? [...unfit, "   "] : unfit;
}

/** Values that are just within what the schema of a field allows. */
function right(schema: Schema): unknown[] {
  if (isAnything(schema)) return [{ a: [1] }, [1, "a"], "text", 1, true];
  const { minimum, maximum, minLength = 0, maxLength, enum: choices } = schema;
  const values: unknown[] = has(schema, "null") ? [null] : [];
  if (choices) values.push(...choices);
  if (has(schema, "boolean")) values.push(true, false);
  if (minimum !== undefined) values.push(minimum);
  if (maximum !== undefined) values.push(maximum);
  if (has(schema, "string") && maxLength !== undefined) {
    const texts = [Math.max(1, minLength), maxLength].map((length) => ofLength(schema, length));
    values.push(...texts.filter((text) => text.length <= maxLength && fits(schema, text)));
  }
  return values.filter((value, index) => values.indexOf(value) === index);
}

/** Text of this length in the form of a field, as far as its form leaves room for more. */
function ofLength({ format }: Schema, length: number): string {
  const [before, after] = format === "uri" ? ["https://example.org/", ""] : ["", format === "email" ? "@example.org" : ""];
  return before + "x".repeat(Math.max(1, length - before.length - after.length)) + after;
}
