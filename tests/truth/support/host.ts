import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { nix } from "../../support/nix.ts";
import { root } from "../../support/run.ts";
import { findProgram, staticBusybox, whyNoSystemd } from "../../system/support/requirements.ts";
import { readTree } from "./tree.ts";

/** A fix of a service, as modules in files; `name` is the service that has it. */
export interface FixModule {
  service: string;
  name: string;
  files: string[];
}

export interface HostChoice {
  dialect?: string;
  /** A file of ./services without its end; absent: all. */
  group?: string;
  fixes?: readonly FixModule[];
}

const BASH = "/bin/bash-static";

/** What this machine lacks to run the services, or null. */
export function whyNoTruth(): string | null {
  if (process.arch !== "x64") return "the programs are made for x86_64";
  for (const program of ["gcc", "openssl"])
    if (findProgram(program) === null) return `${program} is not installed`;
  if (!existsSync(BASH)) return "there is no static bash (package bash-static)";
  return whyNoSystemd();
}

/** Nix text of the host. */
export function hostExpression({ dialect = "2024", group, fixes = [] }: HostChoice): string {
  const given = {
    dialect,
    busybox: staticBusybox()!,
    bash: BASH,
    builder: join(root, "dist/builder.cjs"),
    nodejs: join(process.execPath, "../.."),
    ...(group === undefined ? {} : { group }),
  };
  const strings = Object.entries(given).map(([name, value]) => `${name} = ${JSON.stringify(value)};`);
  const modules = fixes.map(
    ({ service, name, files }) =>
      `{ service = ${JSON.stringify(service)}; name = ${JSON.stringify(name)}; files = [ ${files.join(" ")} ]; }`,
  );
  return `import ${join(root, "tests/truth/host")} { ${strings.join(" ")} fixes = [ ${modules.join(" ")} ]; }`;
}

export interface Built {
  /** Unit files and drop-ins, by their path below /run/systemd/system. */
  units: Record<string, string>;
  /** Store paths by what machine.sh calls them. */
  paths: Record<string, string>;
}

/** Builds a host: its programs, units and drop-ins. */
export function buildHost(choice: HostChoice): Built {
  const expression = `let host = ${hostExpression(choice)}; in [ host.dropIns host.units ]`;
  const outputs = nix("nix-build", ["--no-out-link", "--expr", expression]).trim().split("\n");
  const [dropIns, units] = outputs as [string, string];
  const { units: texts, paths } = JSON.parse(readFileSync(units, "utf8")) as Built;
  return { units: { ...texts, ...readTree(join(dropIns, "lib/systemd/system")) }, paths };
}
