/** Where the worker's packages come from: the tree named by THREADWRIGHT_WORKER_MODULES, which is not beside this file. */
import { createRequire } from "node:module";
import { join } from "node:path";

const modules = process.env.THREADWRIGHT_WORKER_MODULES;
const load = createRequire(join(modules, "from-here.js"));

/** CommonJS on purpose: the ES builds of some Prisma packages import paths without an extension. */
export const require = load;
export const packagePath = (name, file) => join(modules, ...name.split("/"), file);

export function versions() {
  const of = (name) => load(packagePath(name, "package.json")).version; // by path: not every package exports it
  return {
    client: of("@prisma/client-generator-ts"),
    engine: of("@prisma/schema-engine-wasm"),
    node: process.versions.node,
  };
}
