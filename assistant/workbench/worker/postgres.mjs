/**
 * The schema engine's way to a Postgres. @prisma/adapter-pg can't be it: it refuses the catalogue's internal "char" type
 * (7.10), so the engine can't describe a database through it. This one only needs the types that catalogues have.
 */
import { require } from "./tools.mjs";

const pg = require("pg");
const { parse } = require("postgres-array");
const { ColumnTypeEnum: Type } = require("@prisma/driver-adapter-utils");

const text = (value) => value;
const textColumn = [Type.Text, text];
/** By type OID (pg_type.dat): the column type to report and how to read the text form. */
const columns = {
  16: [Type.Boolean, (value) => value === "t"],
  18: [Type.Character, text],
  20: [Type.Int64, text],
  21: [Type.Int32, Number],
  23: [Type.Int32, Number],
  26: [Type.Int64, text],
  1002: [Type.CharacterArray, parse],
  1003: [Type.TextArray, parse],
  1005: [Type.Int32Array, (value) => parse(value, Number)],
  1007: [Type.Int32Array, (value) => parse(value, Number)],
  1009: [Type.TextArray, parse],
};
const unparsed = { getTypeParser: () => text };

class CatalogueAdapter {
  provider = "postgres";
  adapterName = "threadwright";

  constructor(client) {
    this.client = client;
  }

  getConnectionInfo() {
    return { schemaName: "public", supportsRelationJoins: true };
  }

  async queryRaw({ sql, args }) {
    const result = await this.client.query({ text: sql, values: args, rowMode: "array", types: unparsed });
    const readers = result.fields.map(({ dataTypeID }) => columns[dataTypeID] ?? textColumn);
    return {
      columnNames: result.fields.map(({ name }) => name),
      columnTypes: readers.map(([type]) => type),
      rows: result.rows.map((row) => row.map((value, i) => (value === null ? null : readers[i][1](value)))),
    };
  }

  async executeRaw({ sql, args }) {
    return (await this.client.query(sql, args)).rowCount ?? 0;
  }

  async executeScript(script) {
    await this.client.query(script);
  }

  async dispose() {
    await this.client.end();
  }
}

export async function connectTo(url) {
  const client = new pg.Client(url);
  await client.connect();
  return new CatalogueAdapter(client);
}

/** For comparing schema with schema: the engine asks the server's version at its start and never again. */
const version = ["PostgreSQL 18.0", 180000];
export async function offline() {
  return {
    provider: "postgres",
    adapterName: "threadwright",
    getConnectionInfo: () => ({ schemaName: "public", supportsRelationJoins: true }),
    queryRaw: async () => ({
      columnNames: ["exists", "version", "numeric_version"],
      columnTypes: [Type.Boolean, Type.Text, Type.Int32],
      rows: [[true, ...version]],
    }),
    executeRaw: async () => 0,
    executeScript: async () => {},
    dispose: async () => {},
  };
}
