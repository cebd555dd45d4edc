/** The packages of the flake, built for real over a stand-in for nixpkgs: tests/fixtures/package/pkgs.nix. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { bundled } from "../../support/dist.ts";
import { EXAMPLE, nix, nixEnvironment } from "../../support/nix.ts";
import { withLib } from "../../support/nixpkgs-lib.ts";
import { root } from "../../support/run.ts";
import { skipped } from "../../support/skip.ts";

const NODE = JSON.stringify(dirname(dirname(process.execPath)));

/** Nix text of one of the flake's packages, by its file in nix/. */
const packageIn = (lib: string, file: string, arch = "x64") => `
  (import ${root}tests/fixtures/package/pkgs.nix {
    lib = import ${lib}; nodejs = ${NODE}; arch = "${arch}"; esbuild = "${root}node_modules/.bin";
  }).callPackage ${root}nix/${file} { }`;

let isOffline = false;

/** Builds it; null where that needs the network and there is none. Throws what Nix says: of a wrong hash, the right one. */
function built(expression: string): string | null {
  // npm tries for a minute before it gives up.
  if (isOffline) return null;
  const { status, stdout, stderr } = spawnSync("nix-build", ["--no-out-link", "--expr", expression], {
    encoding: "utf8",
    env: nixEnvironment(),
  });
  if (status === 0) return stdout.trim();
  isOffline = /^npm (?:error|ERR!) code (?:EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT)$/m.test(
    stderr,
  );
  if (isOffline) return null;
  throw new Error(stderr);
}
const OFFLINE = "the packages of npm can not be fetched here";

for (const arch of ["x64", "arm64"]) {
  test(
    `the packages of npm for ${arch} have the hash in nix/node-modules.json`,
    withLib((lib) => {
      const path = built(packageIn(lib, "node-modules.nix", arch));
      if (path === null) return skipped(OFFLINE);
      assert.ok(existsSync(join(path, `node_modules/@esbuild/linux-${arch}/bin/esbuild`)));
    }),
  );
}

test(
  "the package has the command, its manual page and completions for three shells",
  withLib((lib) => {
    const path = built(packageIn(lib, "package.nix"));
    if (path === null) return skipped(OFFLINE);
    for (const [file, word] of [
      ["share/man/man1/confined-units.1", ".TH"],
      ["share/bash-completion/completions/confined-units.bash", "complete -"],
      ["share/fish/vendor_completions.d/confined-units.fish", "complete -c confined-units"],
      ["share/zsh/site-functions/_confined-units", "#compdef confined-units"],
    ] as const) {
      assert.ok(readFileSync(join(path, file), "utf8").includes(word), file);
    }
    const listed = nix(join(path, "bin/confined-units"), ["list", "--flake", `path:${EXAMPLE}#current`]);
    assert.match(listed, "web");
    const expression = `(${packageIn(lib, "package.nix")}).meta.mainProgram`;
    assert.match(nix("nix-instantiate", ["--eval", "--expr", expression]), '"confined-units"');
  }),
);

test(
  "the generator that esbuild of nixpkgs bundles makes the drop-ins of the one in dist/",
  withLib((lib) => {
    const dropIns = (builder: string) =>
      nix("nix-build", [
        "--no-out-link",
        "--expr",
        `((import ${root}nix { nodejs = ${NODE}; builder = ${builder}; }).confinedUnits
          ((import ${EXAMPLE} { }).nixosConfigurations.current))`,
      ]).trim();
    const [made, expected] = [dropIns(`(${packageIn(lib, "builder.nix")})`), dropIns(bundled("builder.cjs"))];
    assert.is.not(made, expected);
    assert.is(nix("diff", ["-r", made, expected]), "");
  }),
);

test.run();
