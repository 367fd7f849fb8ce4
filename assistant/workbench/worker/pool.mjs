/**
 * Vitest's workers, forked ahead of time: before there is a project, each imports what drafts import, and waits. A project
 * that asks for other flags or another environment than most gets fresh ones.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ENTRY = fileURLToPath(new URL("worker.mjs", import.meta.url));
const POOL = "prepared";
/** Added to ours, what Vitest gives the workers of a project that asks for nothing else. */
const ENVIRONMENT = { TEST: "true", VITEST: "true", VITEST_MODE: "RUN", FORCE_TTY: "" };
const CONDITIONS = ["--conditions", "node", "--conditions", "development"];

/** A Vite plugin that has Vitest use workers of ours, `count` of which start now, in the project's `folder`. */
export function prepared({ modules, folder, count }) {
  const quiet = ["--require", join(modules, "vitest/suppress-warnings.cjs")];
  const usual = {
    execArgv: ["--experimental-import-meta-resolve", ...quiet, ...CONDITIONS],
    env: { ...process.env, ...ENVIRONMENT },
  };
  const begin = ({ execArgv, env }) =>
    fork(ENTRY, [modules], {
      cwd: folder,
      execArgv,
      env,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      serialization: "advanced",
    });
  const waiting = Array.from({ length: count }, () => warming(begin(usual)));

  async function take(asked) {
    const isUsual =
      String(asked.execArgv) === String(usual.execArgv) &&
      Object.entries(usual.env).every(([name, value]) => asked.env[name] === value);
    for (let ready = isUsual && waiting.shift(); ready; ready = waiting.shift()) {
      const child = await ready;
      if (child?.connected) return child;
    }
    const fresh = await warming(begin(asked));
    if (!fresh) throw new Error("a worker of Vitest's did not start");
    return fresh;
  }

  return {
    name: "threadwright-workers",
    configureVitest({ project: { config } }) {
      if (config.pool !== "forks") return;
      config.pool = POOL;
      config.poolRunner = { name: POOL, createPoolWorker: (options) => new PoolWorker(options, take) };
    },
  };
}

/** The child once it is ready; null when it did not get so far. */
function warming(child) {
  return new Promise((resolve) => {
    child.once("message", () => resolve(child));
    for (const end of ["exit", "error"]) child.once(end, () => resolve(null));
  });
}

/** A child as Vitest's pool drives it: see its PoolWorker. */
class PoolWorker {
  name = POOL;
  cacheFs = true;

  constructor(options, take) {
    this.options = options;
    this.take = take;
  }

  async start() {
    this.child = await this.take(this.options);
    this.send({ environment: this.options.env });
  }

  send(message) {
    this.child.send(message, () => {}); // where the child is gone, its exit tells more than the broken pipe
  }

  on(event, callback) {
    this.child.on(event, callback);
  }

  off(event, callback) {
    this.child.off(event, callback);
  }

  deserialize(data) {
    return data;
  }

  /** After it said that it has finished, or to end it by force. */
  async stop() {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill("SIGKILL");
    await once(child, "exit");
  }
}
