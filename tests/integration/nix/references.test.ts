/** What the output of a build refers to: what a host would have to keep, and another machine would be sent. */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { bundled } from "../../support/dist.ts";
import { EXAMPLE, nix, nixEnvironment } from "../../support/nix.ts";

const directory = mkdtempSync(join(tmpdir(), "confined-units-references-"));
test.after(() => rmSync(directory, { recursive: true, force: true }));

const lines = (text: string) => text.split("\n").filter((line) => line !== "");

/** Builds the example's host; gives its store path. */
function built(): string {
  const args = [bundled("cli.cjs"), "build", "--flake", `path:${EXAMPLE}#current`, "--quiet"];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd: directory,
    encoding: "utf8",
    env: nixEnvironment(),
  });
  assert.is(status, 0, stderr);
  return stdout.trim();
}

test("the output refers to exactly the store paths that stand in its drop-ins", () => {
  const output = built();
  const references = lines(nix("nix-store", ["--query", "--references", output]));
  const files = lines(spawnSync("find", [output, "-type", "f"], { encoding: "utf8" }).stdout);
  const written = files.flatMap(
    (file) => readFileSync(file, "utf8").match(/\/nix\/store\/[0-9a-z]{32}-[\w+.?=-]+/g) ?? [],
  );
  assert.equal(references.toSorted(), [...new Set(written)].toSorted());
  assert.ok(references.length > 10);
});

test("neither the builder, nor Node, nor the manifest and the texts are kept by it", () => {
  const closure = lines(nix("nix-store", ["--query", "--requisites", built()]));
  const inputs = closure.filter((path) =>
    /-(?:nodejs|confined-units-builder|confined-units-roots|manifest)|string-contexts|\.drv$/.test(path),
  );
  assert.equal(inputs, []);
});

test.run();
