import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { layOut } from "./core/erofs/image.ts";
import { resolveContext } from "./store-path/context.ts";
import type { ClosureGraph } from "./store-path/graph.ts";
import { withDerivationOutputs } from "./store-path/derivation.ts";
import { ConfinedUnitsError } from "./base/errors.ts";
import { generateDropIns, type RootsOf, isFailed } from "./core/generate.ts";
import { escapeTerminal } from "./base/sanitize.ts";
import { parseManifest } from "./core/manifest/decode.ts";
import { parseReferencesGraph } from "./store-path/registration.ts";
import type { ServicePlan } from "./core/plan.ts";
import { storeReader } from "./store/links.ts";
import { isFolder, readTree, writeImage } from "./store/image.ts";
import { imageTree, mountUnits } from "./core/mounts/image.ts";
import { closureOf } from "./store-path/closure.ts";
import { EXIT, exitOf } from "./base/exit-status.ts";
/**
 * The derivation builder: `node builder.cjs` inside a Nix build (nix/confined-units.nix). It reads the manifest, one
 * reference graph and how to find each service's roots in it, and writes the host's drop-ins to $out. No dependencies,
 * no other program, no environment but the derivation's.
 */

/** nix/roots.nix: output paths by `<drvPath>!<output>`, or the store path of each service's text. */
interface Roots {
  outputs?: Record<string, string>;
  texts?: Record<string, string>;
}

function required(name: string): string {
  const value = process.env[name];
  if (value !== undefined) return value;
  throw new ConfinedUnitsError("internal", `the environment variable ${name} is not set`, {
    hint: "this program is the builder of nix/confined-units.nix and is run by Nix",
  });
}

/** A text's references are what Nix found in it, so they are roots as good as those of its context. */
function rootsFrom(roots: Roots, graph: ClosureGraph): RootsOf {
  const { outputs, texts } = roots;
  if (texts !== undefined) return ({ name }) => graph.references(texts[name] ?? "") ?? [];
  const table = new Map(Object.entries(outputs ?? {}));
  return ({ context }) => resolveContext(context, table);
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
  writeImage(layOut(imageTree(plan, readTree, isFolder)), required("out"));
}

function build(): void {
  const manifest = parseManifest(readFileSync(required("manifestPath"), "utf8"));
  const roots = JSON.parse(readFileSync(required("rootsPath"), "utf8")) as Roots;
  const exported = parseReferencesGraph(readFileSync("graph", "utf8"));
  const graph = withDerivationOutputs(exported, (drvPath) => readFileSync(drvPath, "utf8"));
  const out = required("out");
  // Only hosts with a service that mounts an image have any.
  const { imagesPath } = process.env;
  const images =
    imagesPath === undefined ? {} : (JSON.parse(readFileSync(imagesPath, "utf8")) as Record<string, string>);
  const options = { strict: required("strict") === "1", images };
  const rootsOf = rootsFrom(roots, graph);
  // A sandbox shows what the roots refer to, and nothing that only the outputs of a derivation among them bring in.
  const shown = closureOf(
    exported,
    manifest.services.flatMap((service) => (isFailed(service) ? [] : [...rootsOf(service)])),
  );
  const store = storeReader((path) => !shown.has(path));
  const { dropIns, warnings, errors } = generateDropIns(manifest, graph, rootsOf, store, options);
  for (const { service, message } of warnings) say(`warning: service ${JSON.stringify(service)}: ${message}`);
  if (errors.length > 0) {
    errors.forEach(fail);
    return;
  }
  if (process.env["isImage"] === "1") return buildImage(dropIns[0]!.plan);
  const units = dropIns.flatMap(({ plan }) => mountUnits(plan, images[plan.service]));
  // Services with the same closure may share an image.
  const files = new Map([...dropIns, ...units].map(({ path, content }) => [path, content]));
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
