import type { NextRequest } from "next/server";
import type { z } from "zod";
// @if auth
import { authenticate } from "@/lib/auth/token";
// @end
import { isTransient } from "@/lib/data/db";
import { readJson, readQuery, validate } from "@/lib/http/request";
// @if auth
import { anyone, type Policy } from "@/lib/policy/actor";
// @end
import { Problem } from "@/lib/problem";

type Handler = (request: NextRequest, context: { params: Promise<unknown> }) => Promise<Response>;

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

// @if auth
/** What an endpoint takes. `A` is who the policy lets in; a part that is not declared is `undefined` for the handler. */
type Contract<A, P, Q, B> = { who: Policy<A>; params?: z.ZodType<P>; query?: z.ZodType<Q>; body?: z.ZodType<B> };
// @else
/** What an endpoint takes; a part that is not declared is `undefined` for the handler. */
type Contract<P, Q, B> = { params?: z.ZodType<P>; query?: z.ZodType<Q>; body?: z.ZodType<B> };
// @end

// @if auth
type Call<A, P, Q, B> = { actor: A; params: P; query: Q; body: B };
// @else
type Call<P, Q, B> = { params: P; query: Q; body: B };
// @end

// @if auth
/** Wraps a handler: first who may, then what was sent, then the work; errors become problems. */
export function handle<A, P = undefined, Q = undefined, B = undefined>(
  contract: Contract<A, P, Q, B>,
  work: (call: Call<A, P, Q, B>) => Promise<Response>,
): Handler {
  const run = async (request: NextRequest, context: { params: Promise<unknown> }) => {
    const actor = await contract.who(() => authenticate(request.headers.get("authorization")));
    const params = contract.params?.safeParse(await context.params);
    if (params && !params.success) throw new Problem("not-found");
    const query = contract.query && validate(contract.query, readQuery(request), "query");
    const body = contract.body && validate(contract.body, await readJson(request), "body");
    return work({ actor, params: params?.data, query, body } as Call<A, P, Q, B>);
  };
// @else
/** Wraps a handler: first what was sent, then the work; errors become problems. */
export function handle<P = undefined, Q = undefined, B = undefined>(
  contract: Contract<P, Q, B>,
  work: (call: Call<P, Q, B>) => Promise<Response>,
): Handler {
  const run = async (request: NextRequest, context: { params: Promise<unknown> }) => {
    const params = contract.params?.safeParse(await context.params);
    if (params && !params.success) throw new Problem("not-found");
    const query = contract.query && validate(contract.query, readQuery(request), "query");
    const body = contract.body && validate(contract.body, await readJson(request), "body");
    return work({ params: params?.data, query, body } as Call<P, Q, B>);
  };
// @end
  return async (request, context) => {
    const requestId = /^[\w-]{8,64}$/.exec(request.headers.get("x-request-id") ?? "")?.[0] ?? crypto.randomUUID();
    const response = await run(request, context)
      .catch((error: unknown) => toProblem(error, requestId).toResponse(requestId));
    response.headers.set("x-request-id", requestId);
    response.headers.set("x-content-type-options", "nosniff");
    response.headers.set("cache-control", "no-store");
    return response;
  };
}

/** The exports of a route file. A method without a handler answers 405 with Allow, which Next.js alone would not send. */
export function endpoint(handlers: Partial<Record<Method, Handler>>): Record<Method | "HEAD" | "OPTIONS", Handler> {
  const { GET } = handlers;
  const allow = [...Object.keys(handlers), ...(GET ? ["HEAD"] : []), "OPTIONS"].sort().join(", ");
// @if auth
  const refuse = handle({ who: anyone }, async () => {
    throw new Problem("method-not-allowed", { headers: { allow } });
  });
// @else
  const refuse = handle({}, async () => {
    throw new Problem("method-not-allowed", { headers: { allow } });
  });
// @end
  return {
    GET: refuse,
    POST: refuse,
    PUT: refuse,
    PATCH: refuse,
    DELETE: refuse,
    ...handlers,
    HEAD: GET ? async (request, context) => new Response(null, await GET(request, context)) : refuse,
// @if auth
    OPTIONS: handle({ who: anyone }, async () => new Response(null, { status: 204, headers: { allow } })),
// @else
    OPTIONS: handle({}, async () => new Response(null, { status: 204, headers: { allow } })),
// @end
  };
}

export const ok = (body: unknown): Response => Response.json(body);

export const created = (body: unknown, location?: string): Response =>
  Response.json(body, { status: 201, headers: location === undefined ? {} : { location } });

export const noContent = (): Response => new Response(null, { status: 204 });

function toProblem(error: unknown, requestId: string): Problem {
  if (error instanceof Problem) return error;
  console.error(JSON.stringify({ level: "error", requestId, ...describe(error) }));
  return new Problem(isTransient(error) ? "busy" : "internal");
}

/** For the log: what failed and where, without the message, because Prisma quotes the values of the call in it. */
function describe(error: unknown): object {
  if (!(error instanceof Error)) return { name: typeof error };
  const at = error.stack?.split("\n").filter((line) => line.startsWith("    at ")).map((line) => line.trim());
  return { name: error.name, ...("code" in error && { code: error.code }), at };
}
