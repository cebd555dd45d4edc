import type { Random } from "./random.ts";

/** A package of a random host: a Nix expression for a string with its store path and its context. */
export interface Package {
  /** Its attribute in the host. */
  name: string;
  nix: string;
  /** An expression for the path of its `.drv` file; null: it has none. */
  drvPath: string | null;
  /** A program below it, for a shell. */
  program: string;
}

/** Kinds of store paths, by the attribute set that `make` is given; `below` is one that was made before. */
const DERIVATIONS: Record<string, (below: Package, all: readonly Package[], random: Random) => string> = {
  file: (below) => `script = "echo \${${below.nix}} > $out";`,
  leaf: () => `script = "echo > $out";`,
  "two outputs": (below) =>
    `outputs = [ "out" "dev" ]; script = "echo \${${below.nix}} > $out; echo $out > $dev";`,
  "only for its other output": () => `outputs = [ "bin" "out" ]; script = "echo > $out; echo $out > $bin";`,
  directory: (below) =>
    `script = "mkdir -p $out/bin; echo \${${below.nix}} > $out/file; echo > $out/bin/sh";`,
  symlink: (below) => `script = "ln -s \${${below.nix}} $out";`,
  "symlink to what it does not refer to": (below) =>
    `script = "ln -s \${builtins.unsafeDiscardStringContext ${below.nix}} $out";`,
  "symlink to a place inside": (below) => `script = "ln -s \${${below.nix}}/bin/sh $out";`,
  "dangling symlink": (below) => `script = "ln -s \${${below.nix}}/nothing $out";`,
  "symlink out of the store": () => `script = "ln -s /usr/bin/env $out";`,
  "dangling symlink out of the store": () => `script = "ln -s /nowhere/at-all $out";`,
  "directory with a symlink to a shell": (below) =>
    `script = "mkdir -p $out/bin; ln -s \${${below.nix}}/bin/sh $out/bin/sh";`,
  // What a script does that was made of `drvPath`.
  "a file that names a derivation": (_, all, random) => {
    const drvPaths = all.flatMap(({ drvPath }) => (drvPath === null ? [] : [drvPath]));
    return `script = "echo \${${drvPaths.length === 0 ? '""' : random.pick(drvPaths)}} > $out";`;
  },
};

/** Names that store paths may have; some are used twice. */
const NAMES = [
  "config.json",
  "start",
  "a+b",
  "x_1.2?=",
  "0abc",
  "tool-1.0",
  "lib",
  "d41d8cd98f00b204980998fcf8427d0a0",
];

export function randomPackages(
  random: Random,
  count: number,
  salt: string,
): { packages: Package[]; nix: string } {
  const packages: Package[] = [];
  const definitions: string[] = [];
  for (let i = 0; i < count; i++) {
    const name = `p${i}`;
    const storeName = JSON.stringify(random.chance(40) ? random.pick(NAMES) : `package-${i}`);
    const below = packages.length === 0 ? null : random.pick(packages);
    if (below === null || random.chance(15)) {
      const text =
        below === null || random.chance(50) ? "" : below.drvPath === null ? `\${${below.nix}}` : "";
      definitions.push(`${name} = builtins.toFile ${storeName} "${salt} ${i} ${text}";`);
      packages.push({ name, nix: name, drvPath: null, program: name });
      continue;
    }
    const kind = random.pick(Object.keys(DERIVATIONS));
    const attributes = DERIVATIONS[kind]!(below, packages, random);
    definitions.push(`# ${kind}`, `${name} = make { name = ${storeName}; ${attributes} };`);
    const output = kind === "two outputs" && random.chance(50) ? "dev" : "out";
    packages.push({
      name,
      nix: `"\${${name}.${output}}"`,
      drvPath: `${name}.drvPath`,
      program: kind.startsWith("directory") ? `"\${${name}}/bin/sh"` : `"\${${name}}"`,
    });
  }
  return { packages, nix: definitions.join("\n") };
}
