/**
 * Runs Vitest on a drafted project, inside the sandbox: `suite.mjs MODULES FOLDER WORKERS`. Started ahead of time, while
 * FOLDER is empty: it imports what takes long, forks its workers, says "ready", and waits for a line of JSON, {files,
 * report, seal, environment, config}; then it starts Vitest, and at the next line the files. Each fact becomes one JSON line
 * in the file `report`, so that a run which is killed still tells how far it came; `seal` is known to this process alone,
 * and tells our lines from what drafted code may write there.
 */
import { appendFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { prepared } from "./pool.mjs";

const [modules, folder, workers] = process.argv.slice(2);
const load = createRequire(join(modules, "from-here.js"));
const { startVitest } = await import(pathToFileURL(load.resolve("vitest/node")).href);
process.chdir(folder);
const plugin = prepared({ modules, folder, count: Number(workers) });
process.stdout.write("ready\n");

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const { files, report, seal, environment, config } = JSON.parse((await lines.next()).value);
Object.assign(process.env, environment);

const tell = (fact) => appendFileSync(report, `${JSON.stringify({ seal, ...fact })}\n`);
const path = (file) => (file ? relative(folder, file) : null);

/** The first place of an error that is in the project. */
function failure(name, error, file) {
  const frame = (error.stacks ?? []).find(
    (each) => each.file?.startsWith(`${folder}/`) && !each.file.includes("/node_modules/"),
  );
  const words = `${error.name && error.name !== "AssertionError" ? `${error.name}: ` : ""}${error.message ?? error}`;
  return { name, message: words, file: path(frame?.file) ?? file, line: frame?.line ?? null, diff: error.diff ?? null };
}

const reporter = {
  onInit: () => lines.next(), // Vitest waits for it
  onTestModuleQueued: (module) => tell({ kind: "queued", file: path(module.moduleId) }),
  onTestModuleStart: (module) => tell({ kind: "started", file: path(module.moduleId) }),
  onTestCaseResult(test) {
    const { state, errors = [] } = test.result();
    const file = path(test.module.moduleId);
    tell({
      kind: "test",
      file,
      name: test.fullName,
      state,
      failures: errors.map((each) => failure(test.fullName, each, file)),
    });
  },
  onTestModuleEnd(module) {
    const file = path(module.moduleId);
    // Errors outside of any test: an import that fails, a hook that throws.
    const suites = [module, ...module.children.allSuites()];
    const failures = suites.flatMap((suite) =>
      suite.errors().map((each) => failure(suite.fullName ?? file, each, file)),
    );
    tell({ kind: "ended", file, failures });
  },
  onTestRunEnd: (_modules, errors, reason) =>
    tell({ kind: "done", reason, failures: errors.map((each) => failure("unhandled error", each, null)) }),
};

/** Files begin in the order in which they were named. */
class AsGiven {
  sort = (specifications) => specifications.toSorted((a, b) => at(a) - at(b));
  shard = (specifications) => specifications;
}
const at = ({ moduleId }) => files.indexOf(path(moduleId));

const options = {
  root: folder,
  run: true,
  watch: false,
  include: files,
  passWithNoTests: false,
  cache: false,
  reporters: [reporter],
  sequence: { sequencer: AsGiven },
  configLoader: "runner",
  ...config,
};
const vitest = await startVitest("test", files, options, { plugins: [plugin] });
await vitest?.close();
process.exit(0);
