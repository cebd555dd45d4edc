/** A package text that names a derivation itself: its closure holds the outputs of all derivations in it. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { nix, nixEnvironment } from "../../support/nix.ts";
import { root, run } from "../../support/run.ts";

const scratch = mkdtempSync(join(tmpdir(), "confined-units-all-outputs-"));
test.after(() => rmSync(scratch, { recursive: true, force: true }));

const HOST = `
  let
    make = name: script: outputs: derivation {
      inherit name outputs; system = "x86_64-linux"; builder = "/bin/sh"; args = [ "-c" script ];
    };
    library = make "library-${process.pid}" "echo library > $out" [ "out" ];
    tool = make "tool-${process.pid}" "echo \${library} > $out; echo manual > $man" [ "out" "man" ];
  in {
    config.confinedUnits.dialect = "2022";
    config.systemd.services.whole = {
      confinement = { enable = true; mode = "full-apivfs"; fullUnit = false; binSh = null; packages = [ tool.drvPath ]; };
      serviceConfig.PrivateTmp = true;
    };
    pkgs.system = "x86_64-linux";
  }`;

function confinedUnits(...args: string[]): string {
  const { code, stdout, stderr } = run(
    process.execPath,
    [join(root, "dist/cli.cjs"), ...args, "--expr", HOST],
    {
      env: nixEnvironment(),
    },
  );
  assert.is(code, 0, stderr);
  return stdout.trim();
}

const dropIn = (directory: string) =>
  readFileSync(join(directory, "lib/systemd/system/whole.service.d/confinement.conf"), "utf8");

test("generate and build bind the derivations and all of their outputs", () => {
  const generated = join(scratch, "generated");
  confinedUnits("generate", "--out", generated);
  const content = dropIn(generated);
  for (const name of ["library", "tool"]) {
    assert.match(content, new RegExp(`-${name}-${process.pid}$`, "m"));
    assert.match(content, new RegExp(`-${name}-${process.pid}\\.drv$`, "m"));
  }
  assert.match(content, new RegExp(`-tool-${process.pid}-man$`, "m"));
  assert.is(dropIn(confinedUnits("build")), content);
});

test("the derivation inside an evaluation binds the same", () => {
  const expression = `(import ${root}nix { nodejs = "${join(process.execPath, "../../..")}"; }).confinedUnits (${HOST})`;
  const path = nix("nix-build", ["--no-out-link", "--expr", expression]).trim();
  assert.is(dropIn(path), dropIn(join(scratch, "generated")));
});

test.run();
