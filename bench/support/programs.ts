import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, totalmem } from "node:os";
import { dirname, join } from "node:path";
import { nixEnvironment } from "../../tests/support/nix.ts";
import { root, run, type Ended } from "../../tests/support/run.ts";

/** Where Node is, as nix/data.nix takes it. */
export const nodejs = dirname(dirname(process.execPath));

export interface Options {
  sandbox?: boolean;
  cwd?: string;
  /** Exit statuses that are fine. */
  accept?: readonly number[];
}

/** A store of our own, so that nothing is left in the machine's and no other program's Nix is waited for. */
let store: string | undefined;

function environment(sandbox: boolean): NodeJS.ProcessEnv {
  store ??= inScratch((directory) => directory);
  return {
    ...nixEnvironment({ sandbox }),
    // Where a machine has Node read more certificates, each of its starts takes half as long again.
    NODE_EXTRA_CA_CERTS: undefined,
    NIX_REMOTE: "local",
    NIX_STORE_DIR: join(store, "store"),
    NIX_STATE_DIR: join(store, "state"),
    NIX_LOG_DIR: join(store, "log"),
  };
}

/** Runs a program to its end, with none of the user's own settings of Nix. Throws where it cannot be started. */
export function attempt(program: string, args: readonly string[], options: Options = {}): Ended {
  const { sandbox = false, cwd = root } = options;
  return run(program, args, { cwd, env: environment(sandbox), maxBuffer: 1 << 28 });
}

/** The same for one that has to succeed: gives its stdout. */
export function must(program: string, args: readonly string[], options: Options = {}): string {
  const { code, stdout, stderr } = attempt(program, args, options);
  const { accept = [0] } = options;
  if (!accept.includes(code ?? -1)) throw new Error(`${program} ${args.slice(0, 3).join(" ")}…: ${stderr}`);
  return stdout;
}

/** The bundled command line of this checkout, or of the one in another directory. */
export function confinedUnits(
  args: readonly string[],
  { checkout = root, ...options }: Options & { checkout?: string } = {},
) {
  const { bin } = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as {
    bin: Record<string, string>;
  };
  // An audit that finds something exits with 1.
  return must(process.execPath, [join(checkout, bin["confined-units"]!), ...args], {
    accept: [0, 1],
    ...options,
  });
}

/** Runs `nix-build` and gives the paths that it made. */
export function nixBuild(args: readonly string[], options: Options = {}): string[] {
  return must("nix-build", ["--no-out-link", ...args], options)
    .trim()
    .split("\n");
}

/** What a program takes: milliseconds of processors, and megabytes of memory at its peak. */
export interface Usage {
  cpu: number;
  megabytes: number;
}

/** Runs a CommonJS program of Node's and gives what it took. Throws where it fails. */
export function measureNode(program: string, options: { cwd: string; env: NodeJS.ProcessEnv }): Usage {
  const code = `process.on("exit", () => require("fs").writeSync(3, JSON.stringify(process.resourceUsage())));
    require(${JSON.stringify(program)});`;
  const { status, stderr, output } = spawnSync(process.execPath, ["-e", code], {
    ...options,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  const usage = JSON.parse(output[3]!) as NodeJS.ResourceUsage;
  return {
    cpu: (usage.userCPUTime + usage.systemCPUTime) / 1000,
    megabytes: usage.maxRSS / 1024,
  };
}

const scratches: string[] = [];
process.once("exit", () => {
  for (const directory of scratches) {
    // Directories in a store can be written by none.
    spawnSync("chmod", ["-R", "u+w", directory]);
    rmSync(directory, { recursive: true, force: true });
  }
});
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

/** Calls `use` with a directory, which is removed when this program ends. */
export function inScratch<T>(use: (directory: string) => T): T {
  mkdirSync(join(root, ".cache"), { recursive: true });
  const directory = mkdtempSync(join(root, ".cache/bench-"));
  scratches.push(directory);
  return use(directory);
}

/** What it runs on, and how busy that is. */
export function machine(): string {
  const memory = Math.round(totalmem() / 1024 ** 3);
  const nix = must("nix", ["--version"]).trim();
  const busy = loadavg()[0]!.toFixed(1);
  return `${cpus().length} × ${cpus()[0]!.model.trim()}, ${memory} GiB, Node ${process.version}, ${nix}; load average ${busy} at the start`;
}
