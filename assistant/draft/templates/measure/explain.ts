import type { PrismaPg } from "@prisma/adapter-pg";
import type { Query } from "./recorder";

type Connection = Awaited<ReturnType<PrismaPg["connect"]>>;
type Plan = { "Node Type": string; "Relation Name"?: string; Plans?: Plan[] };

/**
 * Tables of many rows that a statement reads from one end to the other for want of an index. Of a table that is still
 * small the planner may read all by choice; `pressed`, a connection on which it avoids that, tells which it is.
 */
export async function scanned(plain: Connection, pressed: Connection, query: Query, large: Set<string>) {
  if (!/^\s*(select|update|delete|with)\b/i.test(query.sql)) return [];
  const read = (await scans(plain, query)).filter((table) => large.has(table));
  if (read.length === 0) return [];
  const still = new Set(await scans(pressed, query));
  return read.filter((table) => still.has(table));
}

async function scans(connection: Connection, query: Query): Promise<string[]> {
  const { rows } = await connection.queryRaw({ ...query, sql: `EXPLAIN (FORMAT JSON) ${query.sql}` });
  const told = rows[0]?.[0];
  const [{ Plan: plan }]: [{ Plan: Plan }] = typeof told === "string" ? JSON.parse(told) : told;
  const found = nodes(plan).filter((node) => node["Node Type"] === "Seq Scan");
  return found.map((node) => node["Relation Name"] ?? "");
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

export async function tablesOver(connection: Connection, rows: number): Promise<Set<string>> {
  const sql = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND reltuples >= $1::float8";
  const args = { args: [rows], argTypes: [{ scalarType: "float" as const, arity: "scalar" as const }] };
  return new Set((await connection.queryRaw({ sql, ...args })).rows.map(([name]) => String(name)));
}
