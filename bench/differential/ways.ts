import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../tests/support/run.ts";
import type { Manifest } from "../../src/manifest/types.ts";
import { readDropIns } from "../../src/fs/read-drop-ins.ts";
import { attempt, must, nodejs, type Options } from "../support/programs.ts";

/** The drop-in of each service that was built; the others were refused. */
export type DropIns = ReadonlyMap<string, string>;

/** A random host in a file. */
export interface HostFile {
  file: string;
  directory: string;
  sandbox: boolean;
}

const CLI = join(root, "dist/cli.cjs");

function evaluate(expression: string): unknown {
  const options = ["--eval", "--read-write-mode", "--strict", "--json"];
  return JSON.parse(must("nix-instantiate", [...options, "--expr", expression]));
}

/** Builds the packages of a host. Whether the output of a `.drv` is there decides what nixpkgs builds for a text that names the file. */
export function prebuild({ file, sandbox }: HostFile): void {
  must("nix-build", ["--no-out-link", "--expr", `(import ${file} { }).packages`], { sandbox });
}

/** What nixpkgs' pipeline builds, each service by itself. */
export function references({ file, sandbox }: HostFile): DropIns {
  const expression = `builtins.mapAttrs (_: drv: { inherit (drv) drvPath; out = drv.outPath; }) (import ${file} { }).references`;
  const built = evaluate(expression) as Record<string, { drvPath: string; out: string }>;
  const drvPaths = Object.values(built).map(({ drvPath }) => drvPath);
  // A path that is not valid ends all that Nix does, although it was to keep going.
  if (attempt("nix-store", ["--realise", "--keep-going", ...drvPaths], { sandbox }).code !== 0)
    for (const drvPath of drvPaths) attempt("nix-store", ["--realise", drvPath], { sandbox });
  const outputs = Object.values(built).map(({ out }) => out);
  const invalid = new Set(must("nix-store", ["--check-validity", "--print-invalid", ...outputs]).split("\n"));
  const there = Object.entries(built).filter(([, { out }]) => !invalid.has(out));
  return new Map(there.map(([name, { out }]) => [name, readDropIns(out)[0]!.content]));
}

/** What `confined-units build` builds, from the manifest as data. */
export function build(host: HostFile): DropIns {
  const only = manifestOf(host);
  return withoutRefused(only.names, host, (names) => [
    process.execPath,
    [CLI, "build", "--manifest", only.file(names)],
  ]);
}

/** What `confined-units generate` writes, which has no sandbox. */
export function generate(host: HostFile): DropIns {
  const only = manifestOf(host);
  const out = join(host.directory, "generated");
  return withoutRefused(
    only.names,
    host,
    (names) => [process.execPath, [CLI, "generate", "--manifest", only.file(names), "--out", out]],
    out,
  );
}

/** What `lib.confinedUnits` builds inside an evaluation. */
export function evaluation(host: HostFile): DropIns {
  const { file } = host;
  const all = evaluate(`builtins.attrNames (import ${file} { }).config.systemd.services`);
  return withoutRefused(all as string[], host, (names) => {
    const only = `[ ${names.map((name) => `"${name}"`).join(" ")} ]`;
    const expression = `(import ${root}nix { nodejs = "${nodejs}"; }).confinedUnits (import ${file} { only = ${only}; })`;
    return ["nix-build", ["--no-out-link", "--keep-going", "--expr", expression]];
  });
}

/** The names of a host's services, and its manifest with some of them in a file. */
function manifestOf({ file, directory }: HostFile) {
  const whole = join(directory, "whole.nix");
  writeFileSync(whole, `import ${file} { }`);
  const manifest = JSON.parse(must(process.execPath, [CLI, "manifest", "--file", whole])) as Manifest;
  return {
    names: manifest.services.map(({ name }) => name),
    file: (names: readonly string[]) => {
      const services = manifest.services.filter(({ name }) => names.includes(name));
      const part = join(directory, "manifest.json");
      writeFileSync(part, JSON.stringify({ ...manifest, services }));
      return part;
    },
  };
}

/** A host is built as a whole, so the services that are refused are left out until the others are built. */
function withoutRefused(
  names: readonly string[],
  host: HostFile,
  commandFor: (names: readonly string[]) => [program: string, args: string[]],
  out?: string,
): DropIns {
  if (names.length === 0) return new Map();
  const options: Options = { sandbox: host.sandbox };
  const { code, stdout, stderr } = attempt(...commandFor(names), options);
  if (code === 0) return byService(out ?? stdout.trim());
  // By our own message, or by the derivation of its own that Nix could not build.
  const refused = new Set(
    [...stderr.matchAll(/error: service "(s\d+)":|-confined-units-(s\d+)\.drv/g)].map(([, a, b]) => a ?? b),
  );
  // Where Nix does not say whose failure it is, each is tried alone.
  if (refused.size === 0 && names.length > 1)
    for (const name of names) if (attempt(...commandFor([name]), options).code !== 0) refused.add(name);
  const left = names.filter((name) => !refused.has(name));
  if (left.length === names.length && names.length > 1) throw new Error(stderr);
  return withoutRefused(names.length === 1 ? [] : left, host, commandFor, out);
}

const byService = (output: string): DropIns =>
  new Map(readDropIns(output).map(({ path, content }) => [/([^/]+)\.service/.exec(path)![1]!, content]));
