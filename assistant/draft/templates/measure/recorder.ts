import { PrismaPg } from "@prisma/adapter-pg";

type Connection = Awaited<ReturnType<PrismaPg["connect"]>>;
type Session = Pick<Connection, "queryRaw" | "executeRaw">;
export type Query = Parameters<Connection["queryRaw"]>[0];

/** Prisma's adapter for Postgres that keeps every query it sends, those within transactions included. */
export class RecordingPg extends PrismaPg {
  private sent: Query[] = [];

  override async connect(): Promise<Connection> {
    const connection = record(await super.connect(), this.sent);
    const start = connection.startTransaction.bind(connection);
    connection.startTransaction = async (level) => record(await start(level), this.sent);
    return connection;
  }

  /** What was sent since the last call. */
  take(): Query[] {
    return this.sent.splice(0);
  }
}

function record<T extends Session>(session: T, sent: Query[]): T {
  const queryRaw = session.queryRaw.bind(session);
  const executeRaw = session.executeRaw.bind(session);
  const keep = (query: Query) => {
    if (!/^\s*(begin|commit|rollback|set)\b/i.test(query.sql)) sent.push(query);
  };
  session.queryRaw = (query) => {
    keep(query);
    return queryRaw(query);
  };
  session.executeRaw = (query) => {
    keep(query);
    return executeRaw(query);
  };
  return session;
}
