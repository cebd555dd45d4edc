import { readFileSync } from "node:fs";

/** Something to time: called once per round, with the round's number. It waits for the programs that it starts. */
export type Timed = (round: number) => void;

/** Milliseconds of one call: by the clock, and of processors, in all programs that were started. */
interface Sample {
  wall: number;
  cpu: number;
}

/** Samples by name, a round each. */
export type Times = Record<string, Sample[]>;

/**
 * Times several things side by side: in each round all of them once, in an order that turns, so that what else the machine
 * does falls on all alike. The first rounds warm caches and are left out.
 */
export function paired(things: Readonly<Record<string, Timed>>, { rounds = 11, warm = 2 } = {}): Times {
  const names = Object.keys(things);
  const times: Times = Object.fromEntries(names.map((name) => [name, []]));
  for (let round = 0; round < warm + rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length]!;
      const before = { wall: performance.now(), cpu: processorTime() };
      things[name]!(round);
      const sample = { wall: performance.now() - before.wall, cpu: processorTime() - before.cpu };
      if (round >= warm) times[name]!.push(sample);
    }
  }
  return times;
}

/** Of all children that have ended, theirs included, to a hundredth of a second; NaN where the system does not say. */
function processorTime(): number {
  try {
    // proc(5): cutime and cstime, in ticks; what stands before them may hold anything but a closing bracket.
    const [cutime, cstime] = readFileSync("/proc/self/stat", "utf8").split(") ")[1]!.split(" ").slice(13, 15);
    return (Number(cutime) + Number(cstime)) * 10;
  } catch {
    return Number.NaN;
  }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

export const wallOf = (times: Times, name: string): number => median(times[name]!.map(({ wall }) => wall));

export const cpuOf = (times: Times, name: string): number => median(times[name]!.map(({ cpu }) => cpu));

/** How many times as long the one takes as the other, by the clock, taken round by round. */
export function ratio(times: Times, one: string, other: string): number {
  return median(times[one]!.map(({ wall }, round) => wall / times[other]![round]!.wall));
}

/** How many milliseconds longer the one takes than the other, taken round by round. */
export function difference(times: Times, one: string, other: string): number {
  return median(times[one]!.map(({ wall }, round) => wall - times[other]![round]!.wall));
}
