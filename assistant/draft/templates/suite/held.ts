import type { Prisma } from "@/generated/prisma/client";
import { db } from "@/lib/data/db";

/** The transaction that holds the row. */
export type Connection = Prisma.TransactionClient;

/**
 * Holds a row, as whoever changes it does, sends a request, and lets go of the row after `meanwhile`.
 * `meanwhile` begins once the request waits for the row, or is answered without: timing has no part in it.
 */
export async function whileHeld<T>(
  table: string,
  id: string | number,
  send: () => Promise<T>,
  meanwhile: (tx: Connection) => Promise<unknown>,
): Promise<T> {
  const work = async (tx: Connection) => {
    await tx.$queryRawUnsafe(`SELECT id FROM "${table}" WHERE id = '${id}' FOR NO KEY UPDATE`);
    const [holder] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    const reply = send();
    let answered = false;
    const done = () => {
      answered = true;
    };
    reply.then(done, done);
    while (!answered && !(await isWaitedFor(holder?.pid))) {}
    await meanwhile(tx);
    return { reply };
  };
  const { reply } = await db().$transaction(work, { timeout: 30_000 });
  return reply;
}

async function isWaitedFor(pid = 0): Promise<boolean> {
  const [found] = await db().$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND ${pid}::int = ANY(pg_blocking_pids(pid))) AS waits`;
  return found?.waits ?? false;
}
