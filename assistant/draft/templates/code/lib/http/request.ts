import type { NextRequest } from "next/server";
import type { z } from "zod";
import { type FieldError, Problem } from "@/lib/problem";

const MAX_BODY_BYTES = 16 * 1024;

/** Reads a JSON body and stops at the limit, so that a large one never sits in memory. */
export async function readJson(request: NextRequest): Promise<unknown> {
  if (!/^application\/json\s*(;|$)/i.test(request.headers.get("content-type") ?? "")) throw new Problem("not-json");
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > MAX_BODY_BYTES) throw new Problem("body-too-large");
    chunks.push(chunk);
  }
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks)));
  } catch {
    throw new Problem("malformed-json");
  }
}

/** The query as an object; a parameter given twice becomes an array, which no schema here accepts. */
export function readQuery(request: NextRequest): unknown {
  const search = request.nextUrl.searchParams;
  return Object.fromEntries([...new Set(search.keys())].map((key) => {
    const values = search.getAll(key);
    return [key, values.length > 1 ? values : values[0]];
  }));
}

/** Validates `value`, or throws the 422 that names each wrong field. */
export function validate<T>(schema: z.ZodType<T>, value: unknown, place: "body" | "query"): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new Problem("invalid", { errors: parsed.error.issues.flatMap((issue) => fieldErrors(issue, place)) });
}

function fieldErrors(issue: z.core.$ZodIssue, place: "body" | "query"): FieldError[] {
  const at = (path: PropertyKey[], detail: string): FieldError =>
    place === "query" ? { parameter: path.join("."), detail } : { pointer: ["#", ...path.map(escapeKey)].join("/"), detail };
  if (issue.code !== "unrecognized_keys") return [at(issue.path, issue.message)];
  return issue.keys.map((key) => at([...issue.path, key], "Unknown field"));
}

/** A key inside a JSON pointer. */
const escapeKey = (key: PropertyKey): string => String(key).replaceAll("~", "~0").replaceAll("/", "~1");
