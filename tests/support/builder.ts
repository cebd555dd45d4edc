/** Runs the bundled builder as Nix does, over store paths in a directory of its own. */
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundled } from "./dist.ts";
import { run, type Ended } from "./run.ts";

const builder = bundled("builder.cjs");
// That of Nix's builds.
process.umask(0o022);
export const scratch = mkdtempSync(join(tmpdir(), "confined-units-builder-"));
process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));

/** A store path in `scratch`: what the builder reads of it can be made there. */
export const at = (hash: string, name: string) => join(scratch, `${hash.repeat(32)}-${name}`);
export const [app, lib, shell, text] = [at("1", "app"), at("2", "lib"), at("3", "shell"), at("4", "text")];
export const [link, dangling, drv] = [at("5", "link"), at("6", "dangling"), at("7", "tool.drv")];
writeFileSync(shell, "");
writeFileSync(app, "");
writeFileSync(lib, "");
symlinkSync(app, link);
symlinkSync("nowhere", dangling);
writeFileSync(drv, `Derive([("out","${lib}","","")],[],[],"x86_64-linux","/bin/sh",[],[])`);

interface Part {
  packages: string[];
  context?: object;
  binSh?: string | null;
  PrivateTmp?: boolean | string;
}

export function service(
  name: string,
  { packages, context = {}, binSh = null, PrivateTmp = false }: Part,
): object {
  const packageKinds = packages.map(() => "string");
  return {
    name,
    pathSafeName: name,
    confinement: { enable: true, mode: "full-apivfs", fullUnit: false, binSh, packages, packageKinds },
    packageText: packages.join("\n"),
    context,
    settings: { PrivateTmp, RootDirectory: null },
    reference: null,
  };
}

export const manifestOf = (...services: object[]) =>
  JSON.stringify({ schema: 1, depth: "lean", system: null, declaredDialect: "2024", scripts: {}, services });

/** The classic form of exportReferencesGraph. */
const graphOf = (graph: Record<string, string[]>) =>
  Object.entries(graph)
    .map(([path, to]) => [path, "", to.length, ...to, ""].join("\n"))
    .join("");

export interface Build extends Ended {
  /** All files below $out with their content; null where there is no $out. */
  files: Record<string, string> | null;
  out: string;
}

export interface Attributes {
  manifest: string;
  roots?: object;
  graph?: Record<string, string[]>;
  /** Another file like it, by its name. */
  graphs?: Record<string, Record<string, string[]>>;
  strict?: string;
  environment?: NodeJS.ProcessEnv;
}

/** Runs the bundle as Nix runs it: no environment but the derivation's, the graph in the working directory. */
export function build(attributes: Attributes): Build {
  const {
    manifest,
    roots = { outputs: {} },
    graph = {},
    graphs = {},
    strict = "",
    environment = {},
  } = attributes;
  const directory = mkdtempSync(join(scratch, "build-"));
  const file = (name: string, content: string) => {
    writeFileSync(join(directory, name), content);
    return join(directory, name);
  };
  file("graph", graphOf(graph));
  for (const [name, content] of Object.entries(graphs)) file(name, graphOf(content));
  const out = join(directory, "out");
  const env = {
    manifestPath: file(".attr-manifest", manifest),
    rootsPath: file(".attr-roots", JSON.stringify(roots)),
    out,
    strict,
    ...environment,
  };
  const ended = run(process.execPath, [builder], { cwd: directory, env });
  return { ...ended, out, files: existsSync(out) ? filesOf(out) : null };
}

function filesOf(directory: string): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).toSorted();
  return Object.fromEntries(
    files.map((file) => [file.slice(directory.length + 1), readFileSync(file, "utf8")]),
  );
}

export const unit = (name: string) => `lib/systemd/system/${name}.service.d/confinement.conf`;
export const HEAD = "[Service]\nInaccessiblePaths=-+/tmp\nInaccessiblePaths=-+/var/tmp\n";
