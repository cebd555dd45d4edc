import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A host of as many services, each with a closure of `paths` store paths. */
export interface Load {
  services: number;
  paths: number;
}

/** How many store paths one refers to. */
const REFERENCES = 5;

/**
 * Writes what Nix gives to the derivation builder for a host: a tenth of each closure is a service's own, the rest is shared
 * by all. The store paths are empty files. Gives the builder's environment, without `out`; it is run in `directory`.
 */
export function writeLoad(directory: string, { services, paths }: Load): NodeJS.ProcessEnv {
  const store = join(directory, "store");
  mkdirSync(store);
  let count = 0;
  const add = (name: string): string => {
    // Digits are of Nix's alphabet, and spread over the hash parts as those of real ones do.
    const path = join(store, `${String((count++ * 7_919_111) % 10 ** 9).padStart(32, "0")}-${name}`);
    writeFileSync(path, "");
    return path;
  };
  const chain = (name: string, length: number, below: readonly string[]): string[] => {
    const made = [...below];
    for (let i = 0; i < length; i++) {
      const path = add(`${name}-${i}`);
      graph.push([path, "", ...counted(made.slice(-REFERENCES)), ""].join("\n"));
      made.push(path);
    }
    return made;
  };
  const counted = (references: readonly string[]) => [references.length, ...references];
  const graph: string[] = [];
  const own = Math.max(1, Math.floor(paths / 10));
  const shared = chain("shared", paths - own, []);
  const roots = Array.from({ length: services }, (_, i) => chain(`service-${i}`, own, shared).at(-1)!);
  writeFileSync(join(directory, "graph"), graph.join(""));
  const file = (name: string, content: object) => {
    writeFileSync(join(directory, name), JSON.stringify(content));
    return join(directory, name);
  };
  return {
    manifestPath: file("manifest", manifestOf(roots)),
    rootsPath: file("roots", { outputs: Object.fromEntries(roots.map((root) => [`${root}.drv!out`, root])) }),
    strict: "",
  };
}

function manifestOf(roots: readonly string[]): object {
  const services = roots.map((root, i) => ({
    name: `service-${i}`,
    pathSafeName: `service-${i}`,
    confinement: {
      enable: true,
      mode: "full-apivfs",
      fullUnit: false,
      binSh: null,
      packages: [root],
      packageKinds: ["string"],
    },
    packageText: root,
    context: { [`${root}.drv`]: { outputs: ["out"] } },
    settings: { PrivateTmp: true, RootDirectory: null },
    reference: null,
  }));
  return { schema: 1, depth: "lean", system: null, declaredDialect: "2024", scripts: {}, services };
}
