/**
 * The drop-ins of a host, made by what the project builds and by what nixpkgs' module builds (bench/reference), from the same
 * manifest, with all packages there. Before anything is timed, both have to give the same bytes.
 */
import type { Manifest } from "../src/manifest/types.ts";
import { readDropIns } from "../src/fs/read-drop-ins.ts";
import { edited, hostWith, written } from "./generation/host.ts";
import { constants, OURS, REFERENCES, settings, type Setting } from "./generation/ways.ts";
import { paired, ratio, wallOf, type Timed, type Times } from "./support/paired.ts";
import { inScratch } from "./support/programs.ts";
import type { Scale } from "./support/scale.ts";
import { table, targetsTable, whole, type Target } from "./support/table.ts";

/** Numbers of services, and how often all and one of them are timed anew: more take longer and vary less. */
const SIZES: Record<Scale, { services: number; rounds: number; warm: number; edits: number }[]> = {
  full: [
    { services: 1, rounds: 9, warm: 1, edits: 9 },
    { services: 10, rounds: 5, warm: 1, edits: 9 },
    { services: 50, rounds: 3, warm: 0, edits: 9 },
    { services: 200, rounds: 1, warm: 0, edits: 5 },
  ],
  tiny: [{ services: 2, rounds: 1, warm: 0, edits: 1 }],
};

interface Measured extends Setting {
  services: number;
  /** Everything is new. */
  cold: Times;
  /** One service is. */
  changed: Times;
}

const WAYS = { ...REFERENCES, ...OURS };

export function run(scale: Scale): string {
  const all = scale === "full" ? settings() : settings().slice(-1);
  const measured = inScratch((scratch) =>
    SIZES[scale].flatMap(({ services, ...repeat }) => {
      const host = hostWith(scratch, services);
      requireSameBytes(written(scratch, edited(scratch, host, services)));
      return all.map((setting) => ({ services, ...setting, ...measure(scratch, host, setting, repeat) }));
    }),
  );
  const cold = timesTable(measured, (row) => row.cold);
  const changed = timesTable(measured, (row) => row.changed);
  const targets = targetsTable(measured.flatMap(targetsOf));
  return `All services are new:\n\n${cold}\nOne service is changed:\n\n${changed}\n${targets}`;
}

/** All ways to the same host, in one setting. */
function measure(
  scratch: string,
  host: Manifest,
  setting: Setting,
  { edits, ...all }: { rounds: number; warm: number; edits: number },
) {
  const { length } = host.services;
  const times = (start: Manifest, changed: number, more: Record<string, Timed>, repeat = all) => {
    const manifests = Array.from({ length: repeat.warm + repeat.rounds }, () =>
      edited(scratch, start, changed),
    );
    const files = manifests.map((manifest) => written(scratch, manifest));
    const things = Object.entries(WAYS).map(([name, way]): [string, Timed] => [
      name,
      (round) => void way(files[round]!, setting),
    ]);
    return { last: manifests.at(-1)!, times: paired({ ...Object.fromEntries(things), ...more }, repeat) };
  };
  const one: Record<string, Timed> = { "one constant": () => void constants(1, setting) };
  const many: Record<string, Timed> = { "as many constants": () => void constants(length, setting) };
  const cold = times(host, length, { ...many, ...one });
  return { cold: cold.times, changed: times(cold.last, 1, one, { rounds: edits, warm: 1 }).times };
}

function requireSameBytes(manifestFile: string): void {
  const [reference, ...others] = Object.values(WAYS).map((way) =>
    JSON.stringify(
      way(manifestFile, { sandbox: false, jobs: 2 })
        .flatMap(readDropIns)
        .toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    ),
  );
  if (others.some((other) => other !== reference))
    throw new Error(`${manifestFile}: not the bytes of the reference`);
}

/** Milliseconds; of the references, how many times as long they take as ours. */
function timesTable(measured: readonly Measured[], timesOf: (row: Measured) => Times): string {
  const names = Object.keys(timesOf(measured[0]!));
  const rows = measured.map((row) => {
    const cells = names.map((name) => {
      const times = timesOf(row);
      const faster = Object.hasOwn(REFERENCES, name) ? ` (× ${ratio(times, name, "ours").toFixed(1)})` : "";
      return whole(wallOf(times, name)) + faster;
    });
    return [row.services, row.sandbox ? "on" : "off", row.jobs, ...cells];
  });
  return table(["services", "sandbox", "builds at once", ...names], rows);
}

function targetsOf({ services, sandbox, jobs, cold, changed }: Measured): Target[] {
  // The one that is nearest to what NixOS does.
  const reference = Object.keys(REFERENCES).at(-1)!;
  const where = `${services} ${services === 1 ? "service" : "services"}, sandbox ${sandbox ? "on" : "off"}, ${jobs} at once`;
  const faster = (what: string, least: number, times: Times, way: string): Target => ({
    what: `${where}, ${what}`,
    least,
    measured: ratio(times, reference, way),
  });
  const targets = [
    faster("one changed: faster", services === 50 ? 2 : 1, changed, "ours"),
    faster("one changed, in an evaluation: faster", services === 50 ? 1.5 : 1, changed, "in an evaluation"),
  ];
  if (services === 1) {
    const measured = ratio(cold, "ours", "one constant");
    targets.unshift({ what: `${where}: ratio to one constant`, most: 2, measured });
  }
  if (services === 50) {
    const measured = ratio(cold, "in an evaluation", "ours");
    targets.unshift(
      faster("all new: faster", jobs === 1 ? 60 : 35, cold, "ours"),
      faster("all new, in an evaluation: faster", jobs === 1 ? 45 : 26, cold, "in an evaluation"),
      { what: `${where}, all new, in an evaluation: ratio to ours`, most: 1.6, measured },
    );
  }
  return targets;
}
