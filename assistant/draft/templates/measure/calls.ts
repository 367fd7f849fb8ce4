import { readFileSync } from "node:fs";
import { NextRequest } from "next/server";
import { parse } from "yaml";
import { rowId, tokenOf } from "./rows";

type Handler = (request: NextRequest, context: { params: Promise<unknown> }) => Promise<Response>;
type Cell = { value: unknown } | { row: number } | { text: string };

/** A row of endpoints.yaml: `of` is the table of the path's id, `variants` are further queries of a list. */
export type Endpoint = {
  name: string;
  kind: "list" | "one" | "write";
  method: string;
  path: string;
  status: number;
  public: boolean;
  of: number | null;
  bodies: Record<string, Cell>[];
  variants: { parameter: string; value?: string; field?: string }[];
};
export type Plan = { rows: number; few: number; large: number; accounts: boolean; endpoints: Endpoint[] };
export type Call = { caller: number | null; row: number; serial: number; body?: Record<string, Cell>; query?: string };
export type Answer = { status: number; ms: number; body: { items?: Record<string, unknown>[] } };

export const plan: Plan = parse(readFileSync("measure/endpoints.yaml", "utf8"));

const modules = import.meta.glob<Record<string, Handler>>("../app/**/route.ts", { eager: true });
const handlers = new Map(
  Object.entries(modules).map(([file, handler]) => [
    file.slice("../app".length, -"/route.ts".length).replace(/\[(\w+)\]/g, "{$1}"),
    handler,
  ]),
);
const tokens = new Map<number, string>();

export const isServed = ({ method, path }: Endpoint): boolean => handlers.get(path)?.[method] !== undefined;

/** Sends one request to the running handler, and reads its whole answer. */
export async function send({ method, path, of }: Endpoint, call: Call): Promise<Answer> {
  const handler = handlers.get(path)?.[method];
  if (!handler) throw new Error(`no handler for ${method} ${path}`);
  const id = of === null ? {} : { id: String(rowId(of, call.row)) };
  const url = new URL(path.replace("{id}", id.id ?? "") + (call.query ? `?${call.query}` : ""), "http://measure.local");
  const headers = await headersFor(call);
  const body = call.body && JSON.stringify(filled(call.body, call));
  const request = new NextRequest(url, { method, headers, ...(body !== undefined && { body }) });
  const start = performance.now();
  const response = await handler(request, { params: Promise.resolve(id) });
  const text = await response.text();
  const ms = performance.now() - start;
  return { status: response.status, ms, body: text === "" ? {} : JSON.parse(text) };
}

async function headersFor({ caller, body }: Call): Promise<Record<string, string>> {
  const type = body && { "content-type": "application/json" };
  if (caller === null) return { ...type };
  const token = tokens.get(caller) ?? (await tokenOf(caller));
  tokens.set(caller, token);
  return { ...type, authorization: `Bearer ${token}` };
}

const filled = (body: Record<string, Cell>, { row, serial }: Call): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(body).map(([name, cell]) => {
      if ("row" in cell) return [name, rowId(cell.row, row)];
      return [name, "text" in cell ? cell.text.replace("{n}", String(serial)) : cell.value];
    }),
  );
