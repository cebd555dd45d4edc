/**
 * What the benchmarks measure against gives the reference's bytes: for hosts with links, shells, odd names and the rules of three
 * periods.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { readDropIns } from "../../../src/fs/read-drop-ins.ts";
import { bundled } from "../../support/dist.ts";
import { EXAMPLE, nix, nixEnvironment } from "../../support/nix.ts";
import { root, run } from "../../support/run.ts";
import { findProgram } from "../../system/support/requirements.ts";
import { skipped } from "../../support/skip.ts";

const scratch = mkdtempSync(join(tmpdir(), "confined-units-reference-"));
test.after(() => rmSync(scratch, { recursive: true, force: true }));

function confinedUnits(...args: string[]): string {
  const { code, stdout, stderr } = run(process.execPath, [bundled("cli.cjs"), ...args], {
    env: nixEnvironment(),
  });
  assert.is(code, 0, stderr);
  return stdout;
}

for (const host of ["legacy", "stable", "current"]) {
  test(`the pipeline of the benchmarks builds the drop-ins of ${host}, byte for byte`, () => {
    if (findProgram("jq") === null) return skipped("jq is not installed");
    const flake = `path:${EXAMPLE}#${host}`;
    const out = join(scratch, host);
    confinedUnits("generate", "--flake", flake, "--out", out);
    const manifestFile = join(scratch, `${host}.json`);
    writeFileSync(manifestFile, confinedUnits("manifest", "--flake", flake));
    const args = ["--no-out-link", join(root, "bench/reference"), "--argstr", "manifestFile", manifestFile];
    const built = nix("nix-build", args).trim().split("\n").flatMap(readDropIns);
    assert.equal(
      built.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
      readDropIns(out).toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    );
    assert.ok(built.length > 10);
  });
}

test.run();
