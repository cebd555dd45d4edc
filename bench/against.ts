/**
 * `npm run bench:against -- REV [ROUNDS]`: is this checkout slower than another revision of it? Both are built, and take turns
 * on the same hosts. Exits with 1 where something takes a tenth longer by the clock and of processors. For use by hand: numbers
 * of a busy machine decide nothing, and a test of them would fail at random.
 */
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { root } from "../tests/support/run.ts";
import { commandLines } from "./commands.ts";
import { writeLoad } from "./growth/workload.ts";
import { fleet } from "./support/fleet.ts";
import { cpuOf, paired, ratio, wallOf, type Timed } from "./support/paired.ts";
import { confinedUnits, inScratch, measureNode, must } from "./support/programs.ts";
import { table, whole } from "./support/table.ts";

const SLOWER = 1.1;

const [revision, rounds = "15"] = process.argv.slice(2);
if (revision === undefined) throw new Error("usage: npm run bench:against -- REV [ROUNDS]");

inScratch((scratch) => {
  const other = checkOut(scratch, revision);
  const things: Record<string, (checkout: string) => void> = {
    "--version": (checkout) => void confinedUnits(["--version"], { checkout }),
    "--help": (checkout) => void confinedUnits(["--help"], { checkout }),
  };
  let calls = 0;
  for (const [name, args] of Object.entries(commandLines(scratch)))
    things[name] = (checkout) => {
      const ref = fleet(scratch, `host-${process.pid}-${calls++}`, { services: 50, paths: 100, own: 10 });
      confinedUnits(args(ref), { checkout });
    };
  const load = join(scratch, "load");
  mkdirSync(load);
  const env = writeLoad(load, { services: 1_000, paths: 100 });
  things["builder, 100,000 lines"] = (checkout) => {
    const out = join(load, `out-${calls++}`);
    measureNode(join(checkout, "dist/builder.cjs"), { cwd: load, env: { ...env, out } });
  };
  const rows = Object.entries(things).map(([name, run]) => {
    const timed: Record<string, Timed> = { before: () => run(other), now: () => run(root) };
    const times = paired(timed, { rounds: Number(rounds), warm: 1 });
    const clock = ratio(times, "now", "before");
    const processors = cpuOf(times, "now") / cpuOf(times, "before");
    const isSlower = clock > SLOWER && !(processors <= SLOWER);
    if (isSlower) process.exitCode = 1;
    const walls = [wallOf(times, "before"), wallOf(times, "now")].map(whole);
    return [name, ...walls, clock.toFixed(2), processors.toFixed(2), isSlower ? "**slower**" : ""];
  });
  process.stdout.write(table(["", revision, "now", "ratio", "of processors", ""], rows));
});

/** Another revision of this repository in a directory of its own, built with the packages that are installed here. */
function checkOut(scratch: string, wanted: string): string {
  const directory = join(scratch, "checkout");
  mkdirSync(directory);
  must("git", ["archive", "--output", join(scratch, "checkout.tar"), wanted]);
  must("tar", ["--extract", "--file", join(scratch, "checkout.tar"), "--directory", directory]);
  symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
  must(process.execPath, ["--import", "tsx", "scripts/build.ts"], { cwd: directory });
  return directory;
}
