import { graphOf } from "./store-path/graph.ts";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { layOut } from "./drop-in/erofs/image.ts";
import type { ClosureGraph } from "./store-path/graph.ts";
import { withDerivationOutputs } from "./store-path/derivation.ts";
import { ConfinedUnitsError } from "./base/errors.ts";
import { generateDropIns } from "./drop-in/generate.ts";
import { escapeTerminal } from "./base/sanitize.ts";
import { parseManifest } from "./manifest/decode.ts";
import { parseReferencesGraph } from "./store-path/registration.ts";
import type { ServicePlan, StoreReader } from "./drop-in/plan.ts";
import { storeReader } from "./fs/links.ts";
import { isDirectory, readTree, writeImage } from "./fs/image.ts";
import { imageTree, mountUnits } from "./drop-in/mounts/image.ts";
import { EXIT, exitOf } from "./base/exit-status.ts";
import { rootsFrom, type Roots } from "./drop-in/roots.ts";
import { sandboxedReader, seesWholeStore } from "./fs/sandbox.ts";
import { readDropIns } from "./fs/read-drop-ins.ts";
/**
 * The derivation builder: `node builder.cjs` inside a Nix build (nix/confined-units.nix). It reads the manifest, one
 * reference graph and how to find each service's roots in it, and writes the host's drop-ins to $out. No dependencies,
 * no other program, no environment but the derivation's.
 */

function required(name: string): string {
  const value = process.env[name];
  if (value !== undefined) return value;
  throw new ConfinedUnitsError("internal", `the environment variable ${name} is not set`, {
    hint: "this program is the builder of nix/confined-units.nix and is run by Nix",
  });
}

/** What the reference's builder would see of the store: a sandbox shows it the closure of its text. */
function readerOfStore(): StoreReader {
  // Nix names it to each build.
  const storeDir = process.env["NIX_STORE"];
  const all = storeReader();
  return storeDir === undefined || seesWholeStore(storeDir) ? all : sandboxedReader(all, storeDir);
}

/** What was built for some services before, by service: an image, or all of a drop-in. */
function builtBefore(variable: "imagesPath" | "apartPath"): Record<string, string> {
  const file = process.env[variable];
  return file === undefined ? {} : (JSON.parse(readFileSync(file, "utf8")) as Record<string, string>);
}

/** Into the build log. */
function say(line: string): void {
  process.stderr.write(escapeTerminal(`${line}\n`));
}

/** The highest status of several failures counts, as on the command line: `build` reads it (src/cli/build-manifest.ts). */
function fail({ code, message, hint }: ConfinedUnitsError): void {
  say(`error: ${message}`);
  if (hint !== undefined) say(`hint: ${hint}`);
  process.exitCode = Math.max(Number(process.exitCode ?? 0), exitOf(code));
}

/** The other thing that is built: what one service mounts, in a derivation of its own that only its closure changes. */
function buildImage(plan: ServicePlan): void {
  writeImage(layOut(imageTree(plan, readTree, isDirectory)), required("out"));
}

/**
 * All files of `exportReferencesGraph` in one. Nix hands over the attribute itself: in turn the name of a file and the store path
 * whose closure is in it.
 */
function exportedGraph(): ClosureGraph {
  const { exportReferencesGraph = "graph" } = process.env;
  const files = exportReferencesGraph.split(" ").filter((_, i) => i % 2 === 0);
  return graphOf(files.flatMap((file) => [...parseReferencesGraph(readFileSync(file, "utf8"))]));
}

function build(): void {
  const manifest = parseManifest(readFileSync(required("manifestPath"), "utf8"));
  const roots = JSON.parse(readFileSync(required("rootsPath"), "utf8")) as Roots;
  const exported = exportedGraph();
  const graph = withDerivationOutputs(exported, (drvPath) => readFileSync(drvPath, "utf8"));
  const out = required("out");
  const images = builtBefore("imagesPath");
  const options = { strict: required("strict") === "1", images };
  const { dropIns, warnings, errors } = generateDropIns(
    manifest,
    graph,
    rootsFrom(roots, graph),
    readerOfStore(),
    options,
  );
  for (const { service, message } of warnings) say(`warning: service ${JSON.stringify(service)}: ${message}`);
  if (errors.length > 0) {
    errors.forEach(fail);
    return;
  }
  if (process.env["isImage"] === "1") return buildImage(dropIns[0]!.plan);
  const units = dropIns.flatMap(({ plan }) => mountUnits(plan, images[plan.service]));
  const apart = Object.values(builtBefore("apartPath")).flatMap(readDropIns);
  // Services with the same closure may share an image.
  const files = new Map([...dropIns, ...units, ...apart].map(({ path, content }) => [path, content]));
  mkdirSync(join(out, "lib/systemd/system"), { recursive: true });
  for (const [path, content] of files) {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), content, { flag: "wx" });
  }
}

try {
  build();
} catch (error) {
  if (error instanceof ConfinedUnitsError) fail(error);
  else {
    say(`internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exitCode = EXIT.internal;
  }
}
