/** Prisma's TypeScript client generator, the one `prisma generate` runs, without the start of its command line. */
import { relative, resolve } from "node:path";
import { require, versions } from "./tools.mjs";

const { PrismaClientTsGenerator } = require("@prisma/client-generator-ts");
const { getGenerators, loadSchemaContext } = require("@prisma/internals");
const { client: version } = versions();

/** Writes the client of `directory`/prisma/schema.prisma, only ever inside `directory`; gives where, relative to it. */
export async function generate({ directory }) {
  const schemaPath = { baseDir: directory, cliProvidedPath: resolve(directory, "prisma/schema.prisma") };
  const schemaContext = await loadSchemaContext({ schemaPath, printLoadMessage: false, cwd: directory });
  const written = schemaContext.generators.map((each) => checked(each, directory));
  if (written.length === 0) throw new Error('schema.prisma has no generator with provider = "prisma-client"');
  const registry = { "prisma-client": { type: "in-process", generator: new PrismaClientTsGenerator() } };
  const options = { registry, version, skipDownload: true, printDownloadProgress: false, cliCommand: "generate" };
  for (const generator of await getGenerators({ schemaContext, allowNoModels: true, ...options })) {
    await generator.generate();
    generator.stop();
  }
  return written;
}

/** Any other provider is a program to run, and `output` is a folder to empty: a schema may name neither freely. */
function checked({ provider, output }, directory) {
  if (provider.value !== "prisma-client") throw new Error(`generator provider "${provider.value}" is not run here`);
  const place = relative(directory, resolve(directory, "prisma", output?.value ?? ""));
  if (place === "" || /^(\.\.|node_modules)(\/|$)/.test(place))
    throw new Error(`generator output "${output?.value ?? ""}" is not a folder of the project`);
  return place;
}
