import { PrismaPg } from "@prisma/adapter-pg";
import { Prisma, PrismaClient } from "@/generated/prisma/client";
import { env } from "@/lib/env";
import { Problem, type ProblemType } from "@/lib/problem";

type Adapter = Prisma.PrismaClientOptions["adapter"];

/** Survives the reloads of the dev server. */
const shared = globalThis as typeof globalThis & { prisma?: PrismaClient };

/** Opens the one client of this process: on Postgres from DATABASE_URL, or on the adapter that a test brings. */
export function connect(adapter: NonNullable<Adapter> = new PrismaPg(env("DATABASE_URL"))): PrismaClient {
  shared.prisma = new PrismaClient({ adapter });
  return shared.prisma;
}

export const db = (): PrismaClient => shared.prisma ?? connect();

/** A transaction, or the client itself where none is needed. */
export type Connection = Prisma.TransactionClient;

/**
 * For rules that hang on more than the row that is written: lock, then check, then write.
 * Read Committed on purpose: after the wait for a lock, the next statement must see what its last holder committed.
 */
export const transaction = <T>(work: (tx: Connection) => Promise<T>): Promise<T> =>
  db().$transaction(work, { isolationLevel: "ReadCommitted" });

/** The problem that each constraint of a table stands for, by the name of the constraint. */
export type Constraints = Record<string, () => Error>;

/** Runs a write; a broken constraint becomes the problem that it stands for. */
export async function held<T>(constraints: Constraints, write: Promise<T>): Promise<T> {
  return write.catch((error: unknown) => {
    throw constraints[brokenConstraint(error) ?? ""]?.() ?? error;
  });
}

/** Runs a delete; records that still refer to the row become the given problem. */
export async function unlessInUse<T>(inUse: ProblemType, remove: Promise<T>): Promise<T> {
  return remove.catch((error: unknown) => {
    throw isReferenced(error) ? new Problem(inUse) : error;
  });
}

/** What the database adapter says of an error. */
type Cause = { originalCode?: string; originalMessage?: string; constraint?: { index?: string } };

const isKnown = (error: unknown): error is Prisma.PrismaClientKnownRequestError =>
  error instanceof Prisma.PrismaClientKnownRequestError;

const causeOf = (error: Prisma.PrismaClientKnownRequestError): Cause | undefined =>
  (error.meta?.driverAdapterError as { cause?: Cause } | undefined)?.cause;

/** The name of the unique or foreign key constraint that was broken; PGlite tells it in its message alone. */
function brokenConstraint(error: unknown): string | undefined {
  if (!isKnown(error) || !["P2002", "P2003"].includes(error.code)) return undefined;
  const cause = causeOf(error);
  return cause?.constraint?.index ?? /constraint "(\w+)"/.exec(cause?.originalMessage ?? "")?.[1];
}

/** A foreign key refused it: 23503, or since Postgres 18 also 23001, which not every adapter turns into P2003. */
const isReferenced = (error: unknown): boolean =>
  isKnown(error) && (error.code === "P2003" || causeOf(error)?.originalCode === "23001");

/** No connection or transaction in time, deadlock, a record that vanished while it was referred to: worth another try. */
export const isTransient = (error: unknown): boolean =>
  isKnown(error) && ["P1001", "P2003", "P2024", "P2025", "P2028", "P2034"].includes(error.code);
