/**
 * Somebody else who works in a directory: `node writer.ts LOG`, then a line `DIRECTORY NUMBER` on stdin for each round. It makes a bounded
 * number of files and directories there, by path and through directories that it keeps open, and removes some directories again. What it
 * has made is a line in LOG. It prints "begun" and "done" in each round.
 */
import { appendFileSync, closeSync, constants, mkdirSync, openSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

const log = process.argv[2]!;
const PLACES = ["", "lib/systemd/system", "lib/systemd/system/a.service.d"];

for await (const line of createInterface(process.stdin)) {
  const [directory = "", round = ""] = line.split(" ");
  process.stdout.write("begun\n");
  work(directory, Number(round));
  process.stdout.write("done\n");
}

function work(directory: string, round: number): void {
  const handles = PLACES.flatMap((place) => opened(join(directory, place)));
  const churned = join(directory, "src");
  // The first rounds only churn, so that not each one is refused at once; later ones begin to write at another moment each.
  const first = (round * 37) % 200;
  for (let n = 0; n < 200; n++) {
    attempt(() => mkdirSync(churned));
    attempt(() => rmdirSync(churned));
    if (round % 4 === 0 || n < first) continue;
    const name = `theirs-${round}-${n}`;
    const place =
      n % 2 === 0 ? join(directory, PLACES[n % 3]!) : `/proc/self/fd/${handles[n % handles.length]}`;
    attempt(() => {
      writeFileSync(join(place, name), name, { flag: "wx" });
      appendFileSync(log, `${name}\n`);
    });
    if (n > first + 3) break;
  }
  handles.forEach(closeSync);
}

function opened(directory: string): number[] {
  try {
    return [openSync(directory, constants.O_RDONLY | constants.O_DIRECTORY)];
  } catch {
    return [];
  }
}

/** Whatever is replaced at this moment is not there. */
function attempt(act: () => void): void {
  try {
    act();
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
}
