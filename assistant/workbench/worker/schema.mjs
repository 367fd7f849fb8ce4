/** Prisma's own parser: validity and format of schema text. Files are [{path, content}]. */
import { require } from "./tools.mjs";

const wasm = require("@prisma/prisma-schema-wasm");
const pairs = (files) => files.map(({ path, content }) => [path, content]);

/** Every error of the schema as {message, file, line}; none when it is valid. */
export function validate({ files }) {
  try {
    wasm.validate(JSON.stringify({ prismaSchema: pairs(files), noColor: true }));
    return [];
  } catch (error) {
    return findings(error, files);
  }
}

/** The linter gives places; where it has none, the validator's own words stand alone. */
function findings(error, files) {
  const errors = JSON.parse(wasm.lint(JSON.stringify(pairs(files)))).filter((each) => !each.is_warning);
  if (errors.length === 0) return [{ message: words(error), file: files[0]?.path ?? null, line: null }];
  return errors.map(({ text, file_name: file, start }) => ({ message: text, file, line: lineAt(files, file, start) }));
}

function words(error) {
  try {
    return JSON.parse(error.message).message;
  } catch {
    return String(error.message);
  }
}

/** `start` counts bytes, not characters. */
function lineAt(files, path, start) {
  const content = files.find((each) => each.path === path)?.content;
  if (content === undefined) return null;
  return Buffer.from(content).subarray(0, start).toString().split("\n").length;
}

/** The same files as Prisma's formatter lays them out; text that does not parse comes back as it was. */
export function format({ files }) {
  const options = { textDocument: { uri: "file:/dev/null" }, options: { tabSize: 2, insertSpaces: true } };
  const formatted = JSON.parse(wasm.format(JSON.stringify(pairs(files)), JSON.stringify(options)));
  return formatted.map(([path, content]) => ({ path, content }));
}
