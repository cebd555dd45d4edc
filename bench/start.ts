/** How long the command line takes to start, against Node itself. */
import { paired, ratio, type Timed } from "./support/paired.ts";
import { confinedUnits, must } from "./support/programs.ts";
import type { Scale } from "./support/scale.ts";
import { targetsTable, timesTable } from "./support/table.ts";

const BARE = "node -e 0";

/** What is started, and how many times as long as Node alone it may take. */
const STARTS: { args: string[]; most: number }[] = [
  { args: ["--version"], most: 1.5 },
  { args: ["--help"], most: 4 },
  { args: ["list", "--help"], most: 4 },
];

export function run(scale: Scale): string {
  const own = STARTS.map(({ args }): [string, Timed] => [args.join(" "), () => void confinedUnits(args)]);
  const things = { [BARE]: () => void must(process.execPath, ["-e", "0"]), ...Object.fromEntries(own) };
  const times = paired(things, scale === "full" ? { rounds: 41 } : { rounds: 1, warm: 0 });
  const targets = STARTS.map(({ args, most }) => {
    const what = args.join(" ");
    return { what, most, measured: ratio(times, what, BARE) };
  });
  return [timesTable(times, BARE), targetsTable(targets)].join("\n");
}
