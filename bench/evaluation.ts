/**
 * Measures how many hosts one evaluation should read, and how many should run at once:
 * `node --import tsx bench/evaluation.ts LIB`, where LIB is the folder `lib` of nixpkgs. Prints wall time, and the memory of
 * the largest evaluation times those that run at once.
 */
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openFleet } from "../src/nix/fleet.ts";
import { createNix } from "../src/nix/nix.ts";

const [lib] = process.argv.slice(2);
if (lib === undefined) throw new Error("usage: node --import tsx bench/evaluation.ts LIB");

const folder = mkdtempSync(join(tmpdir(), "confined-units-bench-"));
const log = join(folder, "log");
const nixProgram = join(folder, "nix");
writeFileSync(nixProgram, `#!/bin/sh\nexec /usr/bin/time -a -o ${log} -f %M nix "$@"\n`);
chmodSync(nixProgram, 0o755);
const nix = createNix({ binary: nixProgram, options: [["eval-cache", "false"]] });

const expression = (hosts: number) => `
  let
    lib = import ${resolve(lib)};
    host = import ${join(import.meta.dirname, "evaluation/host.nix")} lib;
  in builtins.listToAttrs (builtins.genList (i: { name = "host-\${toString i}"; value = host i; }) ${hosts})`;

/** Milliseconds, and the mebibytes of the largest evaluation. */
async function measure(hosts: number, batch: number, jobs: number): Promise<[number, number]> {
  writeFileSync(log, "");
  const start = performance.now();
  const options = { depth: "lean", batch, jobs } as const;
  let count = 0;
  const { batches } = await openFleet(nix, { kind: "expr", text: expression(hosts) }, options);
  for await (const results of batches) {
    for (const result of results) if ("error" in result) throw result.error;
    count += results.length;
  }
  if (count !== hosts) throw new Error(`${count} hosts of ${hosts}`);
  const sizes = readFileSync(log, "utf8").split("\n").map(Number);
  return [performance.now() - start, Math.max(...sizes) / 1024];
}

try {
  await measure(1, 1, 1);
  process.stdout.write("hosts  at once  in one evaluation  seconds  MiB of Nix\n");
  for (const hosts of [8, 40]) {
    for (const jobs of [1, 2, 4]) {
      for (const batch of [1, 2, 4, 8, 20, 40].filter((size) => size <= hosts)) {
        const runs: [number, number][] = [];
        for (let i = 0; i < 3; i++) runs.push(await measure(hosts, batch, jobs));
        const seconds = Math.min(...runs.map(([milliseconds]) => milliseconds)) / 1000;
        const atOnce = Math.min(jobs, Math.ceil(hosts / batch));
        const memory = Math.max(...runs.map(([, size]) => size)) * atOnce;
        const cells = [hosts, jobs, batch, seconds.toFixed(2), Math.round(memory)].map(String);
        const widths = [5, 7, 17, 7, 10];
        process.stdout.write(`${cells.map((cell, i) => cell.padStart(widths[i]!)).join("  ")}\n`);
      }
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
process.stdout.write(`own memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`);
