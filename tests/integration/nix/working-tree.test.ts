import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { createNix } from "../../../src/nix/nix.ts";
import { workingTreeOf } from "../../../src/nix/evaluate/working-tree.ts";
import { EXAMPLE, nixEnvironment } from "../../support/nix.ts";
import { run } from "../../support/run.ts";

const directory = mkdtempSync(join(tmpdir(), "confined-units-tree-"));
test.after(() => rmSync(directory, { recursive: true, force: true }));

const checkout = join(directory, "checkout");
test.before(() => {
  cpSync(EXAMPLE, join(checkout, "hosts"), { recursive: true });
  for (const args of [
    ["init", "-q"],
    ["add", "."],
    ["-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-qm", "a"],
  ])
    assert.is(run("git", args, { cwd: checkout }).code, 0);
});

const treeOf = (ref: string, cwd: string) => workingTreeOf(createNix({ cwd, env: nixEnvironment() }), ref);

test("a path: flake's files are below the directory that was named, seen from the current one", async () => {
  const tree = await treeOf("path:hosts", checkout);
  assert.is(tree?.workingTree, "hosts");
  assert.match(tree!.storePath, /^\/nix\/store\/[^/]+-source$/);
  assert.is((await treeOf("path:.", join(checkout, "hosts")))?.workingTree, "");
  assert.is((await treeOf(`path:${checkout}/hosts`, EXAMPLE))?.workingTree, join(checkout, "hosts"));
});

test("those of a Git checkout are below its top, whose files the store has", async () => {
  assert.is((await treeOf(".", join(checkout, "hosts")))?.workingTree, checkout);
  assert.is((await treeOf("./hosts", checkout))?.workingTree, "");
});

test("a revision need not be what is checked out, and a flake from elsewhere has no directory", async () => {
  const commit = run("git", ["rev-parse", "HEAD"], { cwd: checkout }).stdout.trim();
  const url = `git+file://${checkout}`;
  assert.is((await treeOf(`${url}?dir=hosts`, EXAMPLE))?.workingTree, checkout);
  assert.is(await treeOf(`${url}?dir=hosts&rev=${commit}`, EXAMPLE), null);
  assert.is(await treeOf("github:NixOS/nixpkgs", EXAMPLE), null);
  assert.is(await treeOf("path:nowhere", EXAMPLE), null);
});

test.run();
