/** One of Vitest's workers, as vitest/dist/workers/forks.js, that first imports what drafts import and takes long. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules] = process.argv.slice(2);
const base = pathToFileURL(join(modules, "from-here.js")).href;
const load = (name) => import(import.meta.resolve(name, base));
const COMPILER = "@prisma/client/runtime/query_compiler_fast_bg.postgresql";
/** Written as Vitest resolves them, or it would import them once more. */
const PACKAGES = [
  "zod",
  "next/server.js",
  "@prisma/client/runtime/client",
  "@prisma/adapter-pg",
  `${COMPILER}.mjs`,
  "jose",
  "rate-limiter-flexible",
  "@node-rs/argon2",
  "yaml",
  "ajv/dist/2020.js",
  "ajv-formats",
  "@electric-sql/pglite",
  "pglite-prisma-adapter",
];

process.once("message", ({ environment }) => Object.assign(process.env, environment));
await Promise.all(PACKAGES.map(load));
const { wasm } = await load(`${COMPILER}.wasm-base64.mjs`);
/** Held, because V8 compiles the same bytes only once as long as somebody holds them. */
export const compiled = new WebAssembly.Module(Buffer.from(wasm, "base64"));
await import(pathToFileURL(join(modules, "vitest/dist/workers/forks.js")).href);
process.send("ready");
