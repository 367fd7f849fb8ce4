/** Prisma's schema engine: the SQL from one schema to another, and whether a migrated database equals a schema. */
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { connectTo, offline } from "./postgres.mjs";
import { packagePath, require } from "./tools.mjs";

const { bindMigrationAwareSqlAdapterFactory } = require("@prisma/driver-adapter-utils");
const filters = { externalTables: [], externalEnums: [] };

// The package's own entry imports its .wasm as a module, which Node does not do without a flag.
const engine = await import(pathToFileURL(packagePath("@prisma/schema-engine-wasm", "schema_engine_bg.js")).href);
const binary = readFileSync(packagePath("@prisma/schema-engine-wasm", "schema_engine_bg.wasm"));
const { instance } = await WebAssembly.instantiate(binary, { "./schema_engine_bg.js": engine });
engine.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();

/** The SQL that turns `from` (nothing, when null) into `to`: both lists of {path, content}. Needs no database. */
export async function diff({ from, to }) {
  const source = from ? { tag: "schemaDatamodel", files: from } : { tag: "empty" };
  return compare(to, offline, source, true).then(({ stdout }) => stdout);
}

/** What a change from the database at `url` to `files` would do, in words; null when the two are equal. */
export async function drift({ url, files }) {
  const source = { tag: "schemaDatasource", files, configDir: "/" };
  const { exitCode, stdout } = await compare(files, () => connectTo(url), source, false);
  return exitCode === 0 ? null : stdout;
}

/** The SQL that turns the database at `url` into `files`. */
export async function onward({ url, files }) {
  const source = { tag: "schemaDatasource", files, configDir: "/" };
  return compare(files, () => connectTo(url), source, true).then(({ stdout }) => stdout);
}

async function compare(files, connect, from, script) {
  const opened = [];
  const open = async () => {
    opened.push(await connect());
    return opened.at(-1);
  };
  const factory = { provider: "postgres", adapterName: "threadwright", connect: open, connectToShadowDb: open };
  try {
    const datamodels = files.map(({ path, content }) => [path, content]);
    const schemaEngine = await engine.SchemaEngine.new(
      { datamodels },
      () => {},
      bindMigrationAwareSqlAdapterFactory(factory),
    );
    const to = { tag: "schemaDatamodel", files };
    const result = await schemaEngine.diff({ from, to, script, exitCode: true, filters });
    if (result.stdout === null) throw new Error("the schema engine gave no answer");
    return result;
  } finally {
    await Promise.all(opened.map((each) => each.dispose()));
  }
}
