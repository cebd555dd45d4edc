/**
 * Commands against the bare commands of Nix that do the same evaluation and realisation, on a host of 200 services with closures
 * of 100 store paths. Each call has a host of another name, so that each build is one.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../src/manifest/types.ts";
import { MANIFEST_NIX } from "../tests/support/nix.ts";
import { fleet } from "./support/fleet.ts";
import { difference, paired, ratio, type Timed } from "./support/paired.ts";
import { confinedUnits, inScratch, must, nixBuild, nodejs } from "./support/programs.ts";
import type { Scale } from "./support/scale.ts";
import { targetsTable, timesTable } from "./support/table.ts";

/** What any program of Node's takes on this machine before it does anything. */
const START = "node -e 0";
const EVALUATE = "nix eval";
const REALISE = "nix eval, nix-store --realise";
const BUILD = "nix eval, nix-store --realise, nix-build of one constant node derivation";

const SIZES = {
  full: { services: 200, paths: 100, own: 10, rounds: 11, warm: 2 },
  tiny: { services: 3, paths: 20, own: 4, rounds: 1, warm: 0 },
};

export function run(scale: Scale): string {
  return inScratch((scratch) => {
    const { rounds, warm, ...size } = SIZES[scale];
    let calls = 0;
    const next = () => fleet(scratch, `host-${process.pid}-${calls++}`, size);
    const commands = Object.entries(commandLines(scratch)).map(([name, args]): [string, Timed] => [
      name,
      () => void confinedUnits(args(next())),
    ]);
    const things: Record<string, Timed> = {
      [START]: () => void must(process.execPath, ["-e", "0"]),
      [EVALUATE]: () => void evaluate(next()),
      [REALISE]: () => realise(evaluate(next())),
      [BUILD]: (round) => {
        realise(evaluate(next()));
        buildConstant(`constant-${process.pid}-${round}`);
      },
      ...Object.fromEntries(commands),
    };
    const times = paired(things, { rounds, warm });
    return [
      timesTable(times, EVALUATE),
      targetsTable([
        {
          what: "generate: more than bare evaluation and realisation",
          most: 150,
          unit: " ms",
          measured: difference(times, "generate", REALISE),
        },
        {
          what: "build: of bare evaluation, realisation and build",
          most: 2,
          measured: ratio(times, "build", BUILD),
        },
      ]),
    ].join("\n");
  });
}

/** What is timed, by name: the arguments for a flake. */
export function commandLines(scratch: string): Record<string, (flake: string) => string[]> {
  let outputs = 0;
  return {
    list: (flake) => ["list", "--flake", flake],
    generate: (flake) => ["generate", "--flake", flake, "--out", join(scratch, `out-${outputs++}`)],
    build: (flake) => ["build", "--flake", flake],
    // The host's script is not nixpkgs' own, and the rules are.
    check: (flake) => ["check", "--flake", flake, "--dialect", "2024"],
    audit: (flake) => ["audit", "--flake", flake],
    "explain SERVICE": (flake) => ["explain", "service-0", "--flake", flake],
  };
}

interface Evaluated {
  services: { context: Context }[];
}

function evaluate(flake: string): Evaluated {
  const apply = `hosts: builtins.attrValues (builtins.mapAttrs (_: (${readFileSync(MANIFEST_NIX, "utf8")}\n) { }) hosts)`;
  const [host] = JSON.parse(
    must("nix", ["eval", "--json", `${flake}#nixosConfigurations`, "--apply", apply]),
  ) as [Evaluated];
  return host;
}

function realise({ services }: Evaluated): void {
  const contexts = services.flatMap(({ context }) => Object.entries(context));
  const wanted = contexts.flatMap(([path, { outputs = [] }]) => outputs.map((output) => `${path}!${output}`));
  must("nix-store", ["--realise", ...new Set(wanted)]);
}

function buildConstant(name: string): void {
  const expression = `derivation {
    name = "${name}"; system = builtins.currentSystem; builder = "${nodejs}/bin/node";
    args = [ "-e" "require('fs').writeFileSync(process.env.out, '')" ];
  }`;
  nixBuild(["--expr", expression]);
}
