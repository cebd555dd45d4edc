/**
 * How long a confined service takes to start, by the number of its store paths and the way they are mounted: a made-up store,
 * drop-ins by the project's own code, a real systemd. As root: `node --import tsx bench/mount-strategies.ts [REPEATS [COUNT,…]]`.
 */
import { mkdirSync, mkdtempSync, copyFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { layOut } from "../src/drop-in/erofs/image.ts";
import { imageTree, mountUnits } from "../src/drop-in/mounts/image.ts";
import { needsImage, STRATEGY_NAMES, type MountStrategy } from "../src/reference/strategies.ts";
import { renderDropIn } from "../src/drop-in/render.ts";
import { isDirectory, readTree, writeImage } from "../src/fs/image.ts";
import { boot, LOOP_DEVICES } from "../tests/system/support/boot.ts";
import { staticBusybox, whyNoSystemd } from "../tests/system/support/requirements.ts";

const missing = whyNoSystemd();
if (missing !== null) throw new Error(missing);

const repeats = Number(process.argv[2] ?? 5);
const COUNTS = (process.argv[3] ?? "1,10,30,100,300,1000,5000").split(",").map(Number);
/** A single start takes minutes. */
const TOO_SLOW = { strategy: "read-only", from: Number(process.env["READ_ONLY_BELOW"] ?? 5000) };

const store = mkdtempSync(join(tmpdir(), "confined-units-bench-"));
const hash = (i: number) => String(i).padStart(32, "0");
const nameOf = (i: number) => `${hash(i)}-path`;

mkdirSync(join(store, nameOf(0)));
copyFileSync(staticBusybox()!, join(store, nameOf(0), "busybox"));
for (let i = 1; i < Math.max(...COUNTS); i++) {
  mkdirSync(join(store, nameOf(i)));
  writeFileSync(join(store, nameOf(i), "file"), `${"content ".repeat(500)}${i}\n`);
}

const units: Record<string, string> = {};
interface Case {
  strategy: MountStrategy;
  count: number;
  unit: string;
  image: string | null;
}

const cases: Case[] = [];
for (const count of COUNTS) {
  const here = Array.from({ length: count }, (_, i) => ({ source: null, target: join(store, nameOf(i)) }));
  const binds = Array.from({ length: count }, (_, i) => ({
    source: null,
    target: `/nix/store/${nameOf(i)}`,
  }));
  for (const strategy of STRATEGY_NAMES) {
    if (strategy === TOO_SLOW.strategy && count >= TOO_SLOW.from) continue;
    const unit = `${strategy}-${count}.service`;
    const name = `${hash(100_000 + cases.length)}-${strategy}.erofs`;
    const image = needsImage(strategy) ? name : null;
    if (image !== null)
      writeImage(
        layOut(imageTree({ service: unit, mounts: strategy, binds: here }, readTree, isDirectory)),
        join(store, image),
      );
    units[unit] = unitText(unit);
    const path = image === null ? null : `/nix/store/${image}`;
    units[`${unit}.d/confinement.conf`] = renderDropIn(
      { binSh: null, inaccessible: [], binds, mounts: strategy },
      path,
    );
    for (const file of mountUnits({ mounts: strategy, binds }, path ?? undefined))
      units[file.path.replace("lib/systemd/system/", "")] = file.content;
    cases.push({ strategy, count, unit, image });
  }
}

/** Full API file systems, by the rules of 2024. */
function unitText(unit: string): string {
  const settings = {
    Type: "exec",
    ExecStart: `/nix/store/${nameOf(0)}/busybox sleep 600`,
    RootDirectory: `/run/confinement/${unit}`,
    RuntimeDirectory: `confinement/${unit}`,
    InaccessiblePaths: `-+/run/confinement/${unit}`,
    ReadOnlyPaths: "+/",
    MountAPIVFS: "true",
    PrivateDevices: "true",
    PrivateMounts: "true",
    PrivateTmp: "true",
    PrivateUsers: "true",
    ProtectControlGroups: "true",
    ProtectKernelModules: "true",
    ProtectKernelTunables: "true",
    TimeoutStartSec: "infinity",
  };
  const lines = Object.entries(settings).map(([key, value]) => `${key}=${value}`);
  return ["[Unit]", "StartLimitIntervalSec=0", "[Service]", ...lines, ""].join("\n");
}

/** Where one start takes seconds, two are enough. */
const isSlow = ({ strategy, count }: Case) =>
  (strategy === "read-only" && count >= 300) || (strategy === "inherit" && count >= 1000);

// Round by round, so that what else runs on the machine meets all of them alike.
const script = Array.from({ length: repeats }, (_, round) =>
  cases
    .filter((each) => round < 2 || !isSlow(each))
    .map(
      ({ unit }) => `
        before=$(date +%s%N); systemctl start ${unit} || echo failed >> /e2e/out/failed; after=$(date +%s%N)
        echo $(( (after - before) / 1000 )) >> /e2e/out/${unit}.times
        systemctl stop ${unit}`,
    )
    .join("\n"),
);

try {
  const booted = boot({
    units,
    script: script.join("\n"),
    arguments: [`--bind-ro=${store}:/nix/store`, ...LOOP_DEVICES],
    timeoutSeconds: 1800,
  });
  if (booted.has("failed")) throw new Error("a unit did not start");
  const times = (unit: string) =>
    booted
      .get(`${unit}.times`)!
      .trim()
      .split("\n")
      .map((time) => Number(time) / 1000);
  const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
  /** What the default takes for one path, round by round. */
  const one = times(`read-only-${COUNTS[0]}.service`);
  print(
    `${booted.get("version")!.trim()}; milliseconds, median of ${repeats} rounds (of 2 where it takes seconds)`,
  );
  print(`in brackets: the median ratio to read-only with ${COUNTS[0]} in the same round\n`);
  print(`| store paths | ${STRATEGY_NAMES.join(" | ")} | size of the image | of the names |`);
  print(`| ---: |${" ---: |".repeat(STRATEGY_NAMES.length + 2)}`);
  for (const count of COUNTS) {
    const cell = (strategy: MountStrategy) => {
      const found = cases.find((each) => each.count === count && each.strategy === strategy);
      if (found === undefined) return "—";
      const took = times(found.unit);
      const ratio = median(took.map((time, round) => time / one[round]!));
      return `${median(took).toFixed(0)} (× ${ratio.toFixed(1)})`;
    };
    const size = (strategy: MountStrategy) => {
      const found = cases.find((each) => each.count === count && each.strategy === strategy)!;
      return `${Math.ceil(statSync(join(store, found.image!)).size / 1024)} KiB`;
    };
    print(`| ${count} | ${STRATEGY_NAMES.map(cell).join(" | ")} | ${size("image")} | ${size("overlay")} |`);
  }
} finally {
  rmSync(store, { recursive: true, force: true });
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
