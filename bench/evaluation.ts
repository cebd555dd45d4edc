/** How many hosts one evaluation should read, and how many should run at once: hosts of nixpkgs' own module system. */
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openFleet } from "../src/nix/evaluate/fleet.ts";
import { createNix, type Nix } from "../src/nix/nix.ts";
import { nixEnvironment } from "../tests/support/nix.ts";
import { nixpkgsLib } from "../tests/support/nixpkgs-lib.ts";
import { inScratch } from "./support/programs.ts";
import type { Scale } from "./support/scale.ts";
import { table, whole } from "./support/table.ts";

interface Plan {
  hosts: number;
  /** Evaluations at once, and hosts in one. */
  jobs: number;
  batch: number;
}

const SIZES: Record<Scale, { hosts: number[]; jobs: number[]; batches: number[]; repeats: number }> = {
  full: { hosts: [8, 40], jobs: [1, 4], batches: [1, 4, 8, 40], repeats: 2 },
  tiny: { hosts: [2], jobs: [1], batches: [2], repeats: 1 },
};

export async function run(scale: Scale): Promise<string> {
  const lib = nixpkgsLib();
  if (lib === null)
    throw new Error("the lib of nixpkgs is neither in the store nor available from the network");
  const { hosts, jobs, batches, repeats } = SIZES[scale];
  const plans = hosts.flatMap((count) =>
    jobs.flatMap((atOnce) =>
      batches.filter((batch) => batch <= count).map((batch) => ({ hosts: count, jobs: atOnce, batch })),
    ),
  );
  return await inScratch(async (scratch) => {
    const rows: (string | number)[][] = [];
    for (const plan of plans) {
      const runs: Measured[] = [];
      for (let i = 0; i < repeats; i++) runs.push(await measure(scratch, lib, plan));
      const seconds = Math.min(...runs.map((each) => each.seconds));
      const megabytes = Math.max(...runs.map((each) => each.megabytes));
      const atOnce = Math.min(plan.jobs, Math.ceil(plan.hosts / plan.batch));
      rows.push([plan.hosts, plan.jobs, plan.batch, seconds.toFixed(2), whole(megabytes * atOnce)]);
    }
    const own = whole(process.resourceUsage().maxRSS / 1024);
    return `${table(["hosts", "at once", "hosts in one evaluation", "seconds", "MB of Nix"], rows)}\nOur own memory: ${own} MB.`;
  });
}

interface Measured {
  seconds: number;
  /** Of the largest evaluation. */
  megabytes: number;
}

async function measure(scratch: string, lib: string, { hosts, jobs, batch }: Plan): Promise<Measured> {
  const log = join(scratch, "log");
  writeFileSync(log, "");
  const start = performance.now();
  const options = { depth: "lean", batch, jobs } as const;
  const { batches } = await openFleet(
    loggedNix(scratch, log),
    { kind: "expr", text: expression(lib, hosts) },
    options,
  );
  let count = 0;
  for await (const results of batches) {
    for (const result of results) if ("error" in result) throw result.error;
    count += results.length;
  }
  if (count !== hosts) throw new Error(`${count} hosts of ${hosts}`);
  const seconds = (performance.now() - start) / 1000;
  const sizes = readFileSync(log, "utf8").split("\n").map(Number);
  return { seconds, megabytes: Math.max(...sizes) / 1024 };
}

/** A Nix that writes the memory of each of its processes into a log. */
function loggedNix(scratch: string, log: string): Nix {
  const binary = join(scratch, "nix");
  writeFileSync(binary, `#!/bin/sh\nexec /usr/bin/time -a -o '${log}' -f %M nix "$@"\n`);
  chmodSync(binary, 0o755);
  return createNix({ binary, env: nixEnvironment(), options: [["eval-cache", "false"]] });
}

const expression = (lib: string, hosts: number) => `
  let
    lib = import ${lib};
    host = import ${join(import.meta.dirname, "evaluation/host.nix")} lib;
  in builtins.listToAttrs (builtins.genList (i: { name = "host-\${toString i}"; value = host i; }) ${hosts})`;
