import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { NextRequest } from "next/server";
import { expect } from "vitest";
import { parse } from "yaml";
import { type Ready, requests } from "./world/requests";

type Handler = (request: NextRequest, context: { params: Promise<unknown> }) => Promise<Response>;
export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  enum?: unknown[];
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  minProperties?: number;
};
type Content = Record<string, { schema: { $ref: string } }>;
type Parameter = { $ref?: string; name: string; in: string; schema: Schema };
type Answer = { $ref?: string; description?: string; headers?: Record<string, object>; content?: Content };
export type Operation = {
  operationId: string;
  security?: object[];
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, Answer>;
};
type Api = {
  paths: Record<string, Record<string, Operation>>;
  components: {
    responses: Record<string, Answer>;
    schemas: Record<string, Schema>;
    parameters?: Record<string, Parameter>;
  };
};

export const api: Api = parse(readFileSync("openapi.yaml", "utf8"));
const ajv = addFormats.default(new Ajv2020({ strict: false })).addSchema({ $id: "api", ...api });
const validators = new Map<string, ValidateFunction>();

export const { schemas } = api.components;
const nameOf = ($ref = ""): string => $ref.split("/").at(-1) ?? "";

/** Every operation of openapi.yaml, with the name of the schema of its answer. */
export const operations = Object.entries(api.paths).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([key]) => key !== "parameters")
    .map(([method, operation]) => ({ ...operation, path, method: method.toUpperCase(), answer: answerOf(operation) })),
);

function answerOf(operation: Operation): string {
  return nameOf(operation.responses[successOf(operation)]?.content?.["application/json"]?.schema.$ref);
}

export function successOf({ responses }: Operation): number {
  return Number(Object.keys(responses).find((status) => status.startsWith("2")));
}

export const bodyOf = ({ requestBody }: Operation): Schema =>
  schemas[nameOf(requestBody?.content["application/json"]?.schema.$ref)] ?? {};

/** The query parameters of an operation. */
export const parametersOf = ({ parameters = [] }: Operation): Parameter[] =>
  parameters
    .map((each) => api.components.parameters?.[nameOf(each.$ref)] ?? each)
    .filter((each) => each.in === "query");

/** The request that tests/world/requests.ts has for an operation. */
export function ready(operationId: string): Promise<Ready> {
  const prepare: (() => Promise<Ready>) | undefined = (requests as Record<string, () => Promise<Ready>>)[operationId];
  return prepare?.() ?? expect.fail(`${operationId} is missing in tests/world/requests.ts`);
}

const modules = import.meta.glob<Record<string, Handler>>("../app/**/route.ts", { eager: true });
/** The path of each route file, written as in OpenAPI, and what the file exports; fixed paths come before others. */
export const routes = Object.entries(modules)
  .map(([file, handlers]) => ({ path: file.slice("../app".length, -"/route.ts".length), handlers }))
  .map(({ path, handlers }) => ({ path: path.replace(/\[(.+?)\]/g, "{$1}"), handlers }))
  .sort((a, b) => rank(a.path) - rank(b.path));

function rank(path: string): number {
  return path.includes("...") ? 2 : path.includes("{") ? 1 : 0;
}

export type Reply<T> = { status: number; headers: Headers; body: T };
export type Problem = { type: string; requestId: string; errors?: { pointer?: string; parameter?: string }[] };
export type Page<T> = { items: T[]; nextCursor: string | null };
type Options = {
  actor?: { token: string } | undefined;
  body?: unknown;
  raw?: BodyInit | undefined;
  headers?: Record<string, string>;
};

/** Sends a request to the handler it would reach. No answer may hold a secret, or differ from openapi.yaml. */
export async function call<T = Problem>(method: string, path: string, options: Options = {}): Promise<Reply<T>> {
  const url = new URL(path, "http://test.local");
  const route = routes.find((each) => pattern(each.path).test(url.pathname));
  const handler = route?.handlers[method];
  if (!handler) throw new Error(`no handler for ${method} ${path}`);
  const params = { ...pattern(route.path).exec(url.pathname)?.groups };
  const response = await handler(toRequest(method, url, options), { params: Promise.resolve(params) });
  const text = await response.text();
  const body: T = text === "" ? undefined : JSON.parse(text);
  const reply = { status: response.status, headers: response.headers, body };
  expect(text + JSON.stringify([...response.headers])).not.toMatch(secrets());
  expect(reply.headers.get("x-request-id")).toMatch(/^[\w-]{8,64}$/);
  expect(reply.headers.get("x-content-type-options")).toBe("nosniff");
  expect(reply.headers.get("cache-control")).toBe("no-store");
  if (api.paths[route.path]) expectDocumented(method, route.path, reply);
  return reply;
}

const secrets = (): RegExp => __SECRETS__;

const pattern = (path: string): RegExp =>
  new RegExp(`^${path.replace(/\{\.{3}\w+\}/, ".+").replace(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`);

function toRequest(method: string, url: URL, { actor, body, raw, headers }: Options): NextRequest {
  const authorization = actor && { authorization: `Bearer ${actor.token}` };
  const sent = raw ?? (body === undefined ? null : JSON.stringify(body));
  const allHeaders = { "content-type": "application/json", ...authorization, ...headers };
  return new NextRequest(url, { method, headers: allHeaders, ...(sent !== null && { body: sent }) });
}

function expectDocumented(method: string, path: string, { status, headers, body }: Reply<unknown>): void {
  const operation = api.paths[path]?.[method === "HEAD" ? "get" : method.toLowerCase()];
  if (!operation && (method === "OPTIONS" || status === 405)) return;
  const name = `${method} ${path} ${status}`;
  const entry = operation?.responses[status] ?? expect.fail(`${name} is not in openapi.yaml: ${JSON.stringify(body)}`);
  const answer = api.components.responses[nameOf(entry.$ref)] ?? entry;
  for (const header of Object.keys(answer.headers ?? {})) expect(headers.has(header), `${name}: ${header}`).toBe(true);
  const [type, media] = Object.entries(answer.content ?? {})[0] ?? [null];
  expect(headers.get("content-type"), name).toBe(type);
  if (!media || method === "HEAD") return;
  const validate = validator(media.schema.$ref);
  expect(validate(body), `${name}: ${ajv.errorsText(validate.errors)}`).toBe(true);
}

/** The compiled schema of `#/components/schemas/…`. */
function validator($ref: string): ValidateFunction {
  const validate = validators.get($ref) ?? ajv.compile({ $ref: `api${$ref}` });
  validators.set($ref, validate);
  return validate;
}

/** For toMatchObject: a problem of this type and, if given, the one field it names. */
export const problem = (status: number, type: string, pointer?: string) => ({
  status,
  body: { type: `/problems/${type}`, ...(pointer && { errors: [{ pointer }] }) },
});
