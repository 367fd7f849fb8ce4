/** The warm worker: answers JSON-RPC 2.0, one message a line, on stdin and stdout. Runs engines on data, never drafted code. */
import { createInterface } from "node:readline";
import { generate } from "./client.mjs";
import { diff, drift, onward } from "./migrate.mjs";
import { format, validate } from "./schema.mjs";
import { versions } from "./tools.mjs";

const methods = { validate, format, diff, drift, onward, generate, versions };

// An engine may print: stdout belongs to the protocol alone.
const send = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

async function answer(line) {
  const { id, method, params } = JSON.parse(line);
  try {
    if (!Object.hasOwn(methods, method)) throw Object.assign(new Error(`no method ${method}`), { code: -32601 });
    return { jsonrpc: "2.0", id, result: (await methods[method](params)) ?? null };
  } catch (error) {
    return {
      jsonrpc: "2.0",
      id,
      error: { code: error.code === -32601 ? -32601 : -32000, message: String(error.message) },
    };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  answer(line).then((reply) => send(`${JSON.stringify(reply)}\n`));
}
process.exit(0);
