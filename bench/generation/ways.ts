import { join } from "node:path";
import { sandboxWorks } from "../../tests/support/nix.ts";
import { root } from "../../tests/support/run.ts";
import { nixBuild, nodejs } from "../support/programs.ts";

export interface Setting {
  sandbox: boolean;
  /** Builds at once. */
  jobs: number;
}

/** Those that can be had here. */
export const settings = (): Setting[] =>
  (sandboxWorks() ? [false, true] : [false]).flatMap((sandbox) => [1, 2].map((jobs) => ({ sandbox, jobs })));

/** A nixpkgs, or a file that gives its builders: writeText, closureInfo, runCommand. */
const builders = process.env["BENCH_BUILDERS"];
const ours = { nodejs, builder: join(root, "dist/builder.cjs") };

/** From a file with a manifest, whose packages are there, to the store paths that hold the drop-ins. */
type Way = (manifestFile: string, setting: Setting) => string[];

/** The reference, and where a nixpkgs is at hand, the same with its standard environment. */
export const REFERENCES: Record<string, Way> = {
  reference: (manifestFile, setting) => build("bench/reference", { manifestFile }, setting),
  ...(builders === undefined
    ? {}
    : {
        "reference, with stdenv": (manifestFile, setting) =>
          build("bench/reference", { manifestFile, builders }, setting),
      }),
};

/** What is compared with it. */
export const OURS: Record<string, Way> = {
  ours: (manifestFile, setting) =>
    build("nix/data.nix", { ...ours, manifestFile, name: "bench", system: "x86_64-linux" }, setting),
  "in an evaluation": (manifestFile, setting) =>
    build("bench/generation/evaluation.nix", { ...ours, manifestFile }, setting),
};

/** As many derivations that do nothing. */
export function constants(count: number, setting: Setting): string[] {
  return build("bench/generation/constants.nix", { count: String(count), salt: salt() }, setting);
}

function build(file: string, args: Record<string, string>, { sandbox, jobs }: Setting): string[] {
  const strings = Object.entries(args).flatMap(([name, value]) => ["--argstr", name, value]);
  return nixBuild([`-j${jobs}`, file, ...strings], { sandbox });
}

let salts = 0;

/** A text that is new, here and in the store. */
export const salt = (): string => `${process.pid}-${Date.now()}-${salts++}`;
