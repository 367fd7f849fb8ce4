import type { PrismaPg } from "@prisma/adapter-pg";
import type { Query } from "./recorder";

type Connection = Awaited<ReturnType<PrismaPg["connect"]>>;
type Plan = { "Node Type": string; "Relation Name"?: string; Plans?: Plan[] };

/** Tables of at least this many rows that the planner reads from one end to the other for a statement. */
export async function scanned(connection: Connection, query: Query, large: Set<string>): Promise<string[]> {
  if (!/^\s*(select|update|delete|with)\b/i.test(query.sql)) return [];
  const { rows } = await connection.queryRaw({ ...query, sql: `EXPLAIN (FORMAT JSON) ${query.sql}` });
  const told = rows[0]?.[0];
  const [{ Plan: plan }]: [{ Plan: Plan }] = typeof told === "string" ? JSON.parse(told) : told;
  return nodes(plan)
    .filter((node) => node["Node Type"] === "Seq Scan" && large.has(node["Relation Name"] ?? ""))
    .map((node) => node["Relation Name"] ?? "");
}

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

export async function tablesOver(connection: Connection, rows: number): Promise<Set<string>> {
  const sql = "SELECT relname::text FROM pg_class WHERE relkind = 'r' AND reltuples >= $1::float8";
  const args = { args: [rows], argTypes: [{ scalarType: "float" as const, arity: "scalar" as const }] };
  return new Set((await connection.queryRaw({ sql, ...args })).rows.map(([name]) => String(name)));
}
