import { createRequire, syncBuiltinESMExports } from "node:module";
import { fileURLToPath } from "node:url";
import { STORE_DIR } from "../../../src/store-path/store-path.ts";

/** What a unit test did that belongs to the other tiers, in a sentence. */
export type Objection = (what: string) => void;

const STARTS = ["spawn", "spawnSync", "exec", "execSync", "execFile", "execFileSync", "fork"];

const builtin = createRequire(import.meta.url);

/**
 * Keeps processes and the store away from what this process imports from now on: each call throws, and is reported too, for the
 * code under test may catch what is thrown. Files below `root` are never the store's, wherever the checkout is.
 */
export function guard(root: string, object: Objection): void {
  const childProcess = builtin("node:child_process") as Record<string, unknown>;
  for (const name of STARTS) {
    childProcess[name] = (program: unknown) =>
      refuse(object, `starts a process (${name} of ${String(program)})`);
  }
  const fs = builtin("node:fs") as Record<string, unknown>;
  const isOutside = (path: string) => path.startsWith(`${STORE_DIR}/`) && !path.startsWith(root);
  for (const api of [fs, fs["promises"] as Record<string, unknown>]) {
    for (const [name, method] of Object.entries(api)) {
      if (typeof method === "function" && /^[a-z]/.test(name)) api[name] = keepOut(name, method as Method);
    }
  }
  syncBuiltinESMExports();

  function keepOut(name: string, method: Method): Method {
    const guarded = function (this: unknown, ...args: unknown[]) {
      for (const path of args.slice(0, 2).map(pathOf)) {
        if (path === STORE_DIR || isOutside(path)) refuse(object, `reads the store (${name} of ${path})`);
      }
      return method.apply(this, args);
    };
    // realpathSync.native and the symbols that util.promisify looks for.
    return Object.defineProperties(guarded, Object.getOwnPropertyDescriptors(method));
  }
}

type Method = (...args: unknown[]) => unknown;

function pathOf(argument: unknown): string {
  if (argument instanceof URL && argument.protocol === "file:") return fileURLToPath(argument);
  return typeof argument === "string" || Buffer.isBuffer(argument) ? argument.toString() : "";
}

function refuse(object: Objection, what: string): never {
  object(what);
  throw new Error(`a unit test ${what}: move it to tests/integration`);
}
