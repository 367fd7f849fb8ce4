import { readFileSync, writeFileSync } from "node:fs";
import { PrismaPg } from "@prisma/adapter-pg";
import { expect, test } from "vitest";
import { connect } from "@/lib/data/db";
import { type Call, type Endpoint, isServed, plan, send } from "./calls";
import { scanned, tablesOver } from "./explain";
import { RecordingPg } from "./recorder";
import { candidates, findRead } from "./search";

const WARM_UPS = 3;
const REQUESTS = { least: 5, most: 20, ms: 200 };
const WRITES = 5;
const WRITE_MS = 200;

const url = process.env.TEST_DATABASE_URL ?? "";
process.env.JWT_SECRET ??= "only-for-measuring-".repeat(3);
const recorder = new RecordingPg({ connectionString: url });
const times = new Map<string, number[]>();
const counts = new Map<string, number>();
const multiplied: string[] = [];
const unmeasured: string[] = [];
const scans: { endpoint: string; table: string }[] = [];

test("measures the running handlers on a seeded database", { timeout: 60_000 }, async () => {
  const connection = await new PrismaPg({ connectionString: url }).connect();
  await connection.executeScript(readFileSync("measure/seed.sql", "utf8"));
  const pressed = await new PrismaPg({ connectionString: url, options: "-c enable_seqscan=off" }).connect();
  connect(recorder);
  const large = await tablesOver(connection, plan.rows);
  unmeasured.push(...plan.endpoints.filter((each) => !isServed(each)).map(({ name }) => name));
  const served = plan.endpoints.filter(isServed);
  for (const endpoint of served.filter((each) => each.kind !== "write")) {
    const call = await findRead(endpoint);
    if (call === null) {
      unmeasured.push(endpoint.name);
      continue;
    }
    await timed(endpoint, call);
    for (const { name, query } of await variants(endpoint, call)) {
      recorder.take();
      await send(endpoint, { ...call, query });
      for (const statement of recorder.take())
        for (const table of await scanned(connection, pressed, statement, large)) scans.push({ endpoint: name, table });
    }
    if (endpoint.kind === "list" && (await queries(endpoint, call, 10)) < (await queries(endpoint, call, plan.large)))
      multiplied.push(endpoint.name);
  }
  for (const endpoint of served.filter((each) => each.kind === "write")) await written(endpoint);
  await Promise.all([connection.dispose(), pressed.dispose()]);
  report();
  expect(times.size).toBeGreaterThan(0);
});

/** As many requests as are told, or fewer where they are slow. */
async function timed(endpoint: Endpoint, call: Call): Promise<void> {
  for (let round = 0; round < WARM_UPS; round++) await send(endpoint, call);
  recorder.take();
  const answered: number[] = [];
  const until = performance.now() + REQUESTS.ms;
  while (answered.length < REQUESTS.most && (answered.length < REQUESTS.least || performance.now() < until))
    answered.push((await send(endpoint, call)).ms);
  times.set(endpoint.name, answered);
  counts.set(endpoint.name, rounded(recorder.take().length / answered.length));
}

/** The list as it is, then in each order and by each filter, with a value that some record has. */
async function variants(endpoint: Endpoint, call: Call): Promise<{ name: string; query: string }[]> {
  const first = endpoint.kind === "list" ? (await send(endpoint, call)).body.items?.[0] : undefined;
  const more = endpoint.variants.flatMap(({ parameter, value, field }) => {
    const given = value ?? first?.[field ?? ""];
    if (given === undefined || given === null || Array.isArray(given)) return [];
    const query = new URLSearchParams({ [parameter]: String(given) }).toString();
    return [{ name: `${endpoint.name}?${parameter}${value ? `=${value}` : ""}`, query }];
  });
  return [{ name: endpoint.name, query: "" }, ...more];
}

async function queries(endpoint: Endpoint, call: Call, limit: number): Promise<number> {
  recorder.take();
  await send(endpoint, { ...call, query: `limit=${Math.min(limit, plan.large)}` });
  return recorder.take().length;
}

/** A few writes that succeed, within a short time; what was refused, and the first, which warms up, do not count. */
async function written(endpoint: Endpoint): Promise<void> {
  const until = performance.now() + WRITE_MS;
  const answered: number[] = [];
  for (const call of candidates(endpoint)) {
    if (answered.length > WRITES || performance.now() > until) break;
    recorder.take();
    const { status, ms } = await send(endpoint, call);
    if (status !== endpoint.status) continue;
    counts.set(endpoint.name, recorder.take().length);
    answered.push(ms);
  }
  if (answered.length > 0) times.set(endpoint.name, answered.length > 1 ? answered.slice(1) : answered);
  else unmeasured.push(endpoint.name);
}

function report(): void {
  const by = [...times].map(([endpoint, ms]) => ({ endpoint, ...quantiles(ms) }));
  const slowest = by.reduce((a, b) => (b.p95 > a.p95 ? b : a));
  const asked = [...counts.values()];
  const metrics = {
    api_response_time_ms: {
      ...quantiles([...times.values()].flat()),
      slowest: { endpoint: slowest.endpoint, p95: slowest.p95 },
      by_endpoint: Object.fromEntries(by.map(({ endpoint, p50, p95 }) => [endpoint, { p50, p95 }])),
      not_measured: unmeasured,
    },
    database_query_efficiency: {
      queries_per_request: rounded(asked.reduce((sum, count) => sum + count, 0) / asked.length),
      by_endpoint: Object.fromEntries(counts),
      n_plus_one: multiplied,
      sequential_scans: [...new Map(scans.map((scan) => [JSON.stringify(scan), scan])).values()],
    },
  };
  writeFileSync(process.env.THREADWRIGHT_MEASURE_OUT ?? "measure/metrics.json", JSON.stringify(metrics));
}

/** By nearest rank, in milliseconds. */
function quantiles(ms: number[]): { p50: number; p95: number } {
  const sorted = ms.toSorted((a, b) => a - b);
  const at = (share: number) => rounded(sorted[Math.ceil(share * sorted.length) - 1] ?? 0);
  return { p50: at(0.5), p95: at(0.95) };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;
