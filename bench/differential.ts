/**
 * `npm run differential -- [--services 1000] [--seed 1] [--per-host 25]`: makes random hosts, builds their drop-ins by nixpkgs'
 * pipeline (bench/reference) and by all ways of ours, with the sandbox of Nix and without, and compares the bytes and what
 * is refused. Prints each difference and a table; exits with 1 where there is one. By hand: 1,000 services take an hour.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sandboxWorks } from "../tests/support/nix.ts";
import { root } from "../tests/support/run.ts";
import { randomHost } from "./differential/host.ts";
import {
  build,
  evaluation,
  generate,
  prebuild,
  references,
  type DropIns,
  type HostFile,
} from "./differential/ways.ts";
import { inScratch, machine } from "./support/programs.ts";
import { table } from "./support/table.ts";

const { values } = parseArgs({
  options: {
    services: { type: "string", default: "1000" },
    seed: { type: "string", default: "1" },
    "per-host": { type: "string", default: "25" },
  },
});
const [total, first, perHost] = [values.services, values.seed, values["per-host"]].map(Number) as [
  number,
  number,
  number,
];

interface Sums {
  services: number;
  equal: number;
  differing: number;
  "refused by both": number;
  "only built here": number;
  "only refused here": number;
}

const sums = new Map<string, Sums>();

/** Counts what became of each service, and gives the ones that are not as nixpkgs has them. */
function count(way: string, names: readonly string[], expected: DropIns, got: DropIns): string[] {
  const sum = sums.get(way) ?? {
    services: 0,
    equal: 0,
    differing: 0,
    "refused by both": 0,
    "only built here": 0,
    "only refused here": 0,
  };
  sums.set(way, sum);
  return names.filter((name) => {
    const [one, other] = [expected.get(name), got.get(name)];
    const verdict =
      one === other
        ? one === undefined
          ? "refused by both"
          : "equal"
        : one === undefined
          ? "only built here"
          : other === undefined
            ? "only refused here"
            : "differing";
    sum.services++;
    sum[verdict]++;
    return one !== other;
  });
}

const settings = sandboxWorks() ? [false, true] : [false];
const scratch = inScratch((directory) => directory);
for (let done = 0, seed = first; done < total; done += perHost, seed++) {
  const services = Math.min(perHost, total - done);
  const names = Array.from({ length: services }, (_, i) => `s${i}`);
  for (const sandbox of settings) {
    const directory = join(scratch, `${seed}-${sandbox}`);
    mkdirSync(directory);
    const file = join(directory, "host.nix");
    // By the salt all store paths are new: nothing was built in the other setting.
    writeFileSync(
      file,
      randomHost(seed, services, `${seed} ${sandbox} ${process.pid}`, join(root, "bench/reference")),
    );
    const host: HostFile = { file, directory, sandbox };
    prebuild(host);
    const expected = references(host);
    const ways = sandbox ? { build, evaluation } : { build, evaluation, generate };
    for (const [name, way] of Object.entries(ways)) {
      const got = way(host);
      for (const service of count(`${name}, sandbox ${sandbox ? "on" : "off"}`, names, expected, got))
        process.stdout.write(
          `seed ${seed}, ${service}, ${name}, sandbox ${sandbox}:\n--- nixpkgs\n${expected.get(service) ?? "refused\n"}+++ here\n${got.get(service) ?? "refused\n"}`,
        );
    }
  }
  process.stderr.write(`seed ${seed}: ${done + services} services\n`);
}

const columns = [...sums.values()].flatMap((sum) => Object.keys(sum)).slice(0, 6) as (keyof Sums)[];
const rows = [...sums].map(([way, sum]) => [way, ...columns.map((column) => sum[column])]);
process.stdout.write(`${table(["", ...columns], rows)}\n_${machine()}; seeds from ${first}_\n`);
if ([...sums.values()].some((sum) => sum.equal + sum["refused by both"] !== sum.services))
  process.exitCode = 1;
