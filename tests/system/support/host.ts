import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { nix } from "../../support/nix.ts";
import { staticBusybox } from "./requirements.ts";

const HOST = join(import.meta.dirname, "../host");
const BUILDER = join(import.meta.dirname, "../../../dist/builder.cjs");

/** A host of tests/system/host, built. */
export interface BuiltHost {
  /** Unit files and drop-ins as systemd is given them, by path. */
  units: Record<string, string>;
  /** What our generator wrote, by path below lib/systemd/system. */
  dropIns: Record<string, string>;
}

function hostArguments(dialect: string, extra: Readonly<Record<string, string>> = {}): string[] {
  const strings = {
    dialect,
    busybox: staticBusybox()!,
    builder: BUILDER,
    nodejs: join(process.execPath, "../.."),
    ...extra,
  };
  return [HOST, ...Object.entries(strings).flatMap(([name, value]) => ["--argstr", name, value])];
}

/** Builds an attribute of the host, and gives its store path. */
export function buildAttribute(dialect: string, attribute: string): string {
  return nix("nix-build", [...hostArguments(dialect), "--no-out-link", "-A", attribute]).trim();
}

/** The closure of a store path, as Nix says it. */
export function closure(path: string): string[] {
  return nix("nix-store", ["--query", "--requisites", path]).trim().split("\n").toSorted();
}

/** The unit files as NixOS lays them out: in the rules of 2019 ours is the unit, and NixOS' a drop-in of it. */
export function buildHost(dialect: string): BuiltHost {
  const directory = join(buildAttribute(dialect, "dropIns"), "lib/systemd/system");
  const dropIns = readTree(directory);
  const file = readFileSync(buildAttribute(dialect, "units"), "utf8");
  const texts = Object.entries(JSON.parse(file) as Record<string, string>);
  const units = texts.map(
    ([name, text]) => [dialect === "2019" ? `${name}.d/overrides.conf` : name, text] as const,
  );
  return { dropIns, units: { ...Object.fromEntries(units), ...dropIns } };
}

function readTree(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = entries.map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(files.map((file) => [relative(directory, file), readFileSync(file, "utf8")]));
}

/** The store paths that a drop-in binds where they are, ascending. */
export function boundPaths(dropIn: string): string[] {
  const lines = dropIn.split("\n").filter((line) => /^Bind(ReadOnly)?Paths=/.test(line));
  return lines.map((line) => line.replace(/^[^=]*=(?:.*:)?/, "")).filter((path) => path !== "/bin/sh");
}
