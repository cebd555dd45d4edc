import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Metafile } from "esbuild";

const LICENCE_FILE = /^licen[cs]e(?:[.-]|$)/i;

/**
 * The licences of the packages whose code is in these bundles, and of the others named, as they ask to be passed on with it. Throws when a package
 * has no licence text, so that none is bundled without it.
 */
export function licencesOf(
  root: string,
  bundles: readonly { metafile: Metafile }[],
  others: readonly string[] = [],
): string {
  const inputs = bundles.flatMap((bundle) => Object.keys(bundle.metafile.inputs));
  const packages = new Set([
    ...inputs.flatMap((input) => packageDirectory(input) ?? []),
    ...others.map((name) => `node_modules/${name}`),
  ]);
  return [...packages]
    .toSorted()
    .map((directory) => notice(join(root, directory)))
    .join("\n");
}

/** `node_modules/a/node_modules/@b/c/lib/d.js` → `node_modules/a/node_modules/@b/c`. */
function packageDirectory(input: string): string | undefined {
  return /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

function notice(directory: string): string {
  const { name, version } = JSON.parse(readFileSync(join(directory, "package.json"), "utf8")) as Record<
    string,
    string
  >;
  const file = readdirSync(directory).find((entry) => LICENCE_FILE.test(entry));
  if (file === undefined) throw new Error(`${name} ${version} has no licence text: it cannot be bundled`);
  return `${name} ${version}\n\n${readFileSync(join(directory, file), "utf8").trim()}\n`;
}
