import { setImmediate } from "node:timers/promises";
import { PGlite } from "@electric-sql/pglite";
import { PrismaPg } from "@prisma/adapter-pg";
import { PrismaPGlite } from "pglite-prisma-adapter";
import { connect, db } from "@/lib/data/db";

const url = process.env.TEST_DATABASE_URL;

/** Only a real Postgres has several connections, so only there do row locks meet. */
export const realPostgres = url !== undefined;
/** The end of a title of what is then not run. */
export const needsPostgres = realPostgres ? "" : " (not run: PGlite has one connection, set TEST_DATABASE_URL)";

const files = import.meta.glob<string>("../prisma/migrations/*/migration.sql", {
  query: "?raw",
  import: "default",
  eager: true,
});
/** Each is one script, as `prisma migrate deploy` sends it: a value that one adds to an enum can be used by the next. */
const migrations = Object.values(files);

/** PGlite answers without ever yielding, so requests sent at once would run one by one: give way before each query. */
class YieldingPGlite extends PGlite {
  override async query<T>(...args: Parameters<PGlite["query"]>) {
    await setImmediate();
    return super.query<T>(...args);
  }
}

/** PGlite in memory, or a schema of its own for each worker in the scratch Postgres of TEST_DATABASE_URL. */
export async function start(): Promise<void> {
  if (url === undefined) {
    const pglite = new YieldingPGlite();
    for (const migration of migrations) await pglite.exec(migration);
    connect(new PrismaPGlite(pglite));
    return;
  }
  if (!new URL(url).pathname.includes("test")) throw new Error("TEST_DATABASE_URL is emptied: name it …test…");
  const schema = `test_${process.env.VITEST_POOL_ID ?? "1"}`;
  const options = `-c search_path=${schema} -c synchronous_commit=off`;
  const adapter = new PrismaPg({ connectionString: url, options }, { schema });
  const connection = await adapter.connect();
  // executeScript would cut a script at every semicolon, those in comments and texts included.
  for (const sql of [`DROP SCHEMA IF EXISTS ${schema} CASCADE; CREATE SCHEMA ${schema};`, ...migrations]) {
    await connection.executeRaw({ sql, args: [], argTypes: [] });
  }
  await connection.dispose();
  connect(adapter);
}

/** Deletes every row. Quicker than TRUNCATE, which makes new files. */
export async function empty(): Promise<void> {
  await db().$executeRawUnsafe(`DO $$ BEGIN
__DELETES__
  END $$`);
}
