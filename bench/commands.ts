/**
 * `generate` and `build` against the bare Nix commands that do the same evaluation and realisation, on a host of 200 services
 * with closures of 100 store paths. Each round has a host of another name, so that each build is one.
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Context } from "../src/core/manifest/types.ts";
import { machine, median, must, NIX_ENV, paired, tableOf } from "./support/paired.ts";

const root = join(import.meta.dirname, "..");
const cli = join(root, "dist/cli.js");
mkdirSync(join(root, ".cache"), { recursive: true });
const scratch = mkdtempSync(join(root, ".cache/bench-"));
const manifestNix = readFileSync(join(root, "nix/manifest.nix"), "utf8");
const nodejs = dirname(dirname(process.execPath));

/** The flake of a round: the same host under another name. */
function flake(round: number): string {
  const folder = join(scratch, `flake-${round}`);
  cpSync(join(root, "bench/fleet"), folder, { recursive: true });
  const name = `round-${round}-${process.pid}`;
  writeFileSync(
    join(folder, "flake.nix"),
    `{ outputs = _: { nixosConfigurations.${name} = import ./host.nix (import ./size.nix); }; }`,
  );
  return `path:${folder}`;
}

function evaluateAndRealise(ref: string): void {
  const apply = `hosts: builtins.attrValues (builtins.mapAttrs (_: (${manifestNix}\n) { }) hosts)`;
  const args = ["eval", "--json", `${ref}#nixosConfigurations`, "--apply", apply];
  const [manifest] = JSON.parse(must("nix", args, NIX_ENV)) as [{ services: { context: Context }[] }];
  const contexts = manifest.services.flatMap(({ context }) => Object.entries(context));
  const wanted = contexts.flatMap(([drv, { outputs = [] }]) => outputs.map((output) => `${drv}!${output}`));
  must("nix-store", ["--realise", ...new Set(wanted)], NIX_ENV);
}

function buildConstant(round: number): void {
  const expression = `derivation {
    name = "constant-${round}-${process.pid}"; system = builtins.currentSystem; builder = "${nodejs}/bin/node";
    args = [ "-e" "require('fs').writeFileSync(process.env.out, '')" ];
  }`;
  must("nix-build", ["--no-out-link", "--expr", expression], NIX_ENV);
}

const ours = (...args: string[]) => must(process.execPath, [cli, ...args], NIX_ENV);

try {
  ours("generate", "--flake", flake(-1), "--out", join(scratch, "drop-ins"));
  const times = paired({
    "bare: evaluate, realise": (round) => evaluateAndRealise(flake(round)),
    generate: (round) => ours("generate", "--flake", flake(round), "--out", join(scratch, `out-${round}`)),
    "bare: evaluate, realise, one constant node derivation": (round) => {
      evaluateAndRealise(flake(round));
      buildConstant(round);
    },
    build: (round) => ours("build", "--flake", flake(round)),
    // What the file system takes for as many folders and files, whoever makes them.
    "cp -r of the drop-ins": (round) =>
      must("cp", ["-r", join(scratch, "drop-ins"), join(scratch, `copy-${round}`)], NIX_ENV),
    "node -e 0": () => must(process.execPath, ["-e", "0"], NIX_ENV),
  });
  const bare = times["bare: evaluate, realise"]!;
  const more = median(times["generate"]!.map((value, i) => value - bare[i]!));
  process.stdout.write(`200 services, closures of 100 store paths. ${machine()}\n\n`);
  process.stdout.write(tableOf(times, "bare: evaluate, realise, one constant node derivation"));
  process.stdout.write(`\ngenerate takes ${more.toFixed(0)} ms more than bare evaluation and realisation\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
