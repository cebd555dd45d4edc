import { test } from "uvu";
import * as assert from "uvu/assert";
import { UsageError } from "../../../src/base/errors.ts";
import { atRevision } from "../../../src/nix/evaluate/revision.ts";
import { run } from "../../../src/process/runner.ts";
import { directoryWith, thrownBy } from "./support.ts";

test("what is hosted elsewhere gets the revision in its own way", async () => {
  const at = (reference: string) => atRevision(reference, "v1", "/");
  assert.is(await at("github:me/fleet"), "github:me/fleet/v1");
  assert.is(await at("github:me/fleet/main?dir=sub"), "github:me/fleet/v1?dir=sub");
  assert.is(await at("git+https://example.org/x?dir=sub"), "git+https://example.org/x?dir=sub&rev=v1");
  assert.is(await at("nixpkgs"), "nixpkgs?rev=v1");
});

test("of a local checkout the revision is whatever git knows, also below its top", async () => {
  const directory = directoryWith({ "sub dir/flake.nix": "{ }" });
  const git = (...args: string[]) =>
    run("git", ["-C", directory, "-c", "user.name=a", "-c", "user.email=a@example.org", ...args]);
  await git("init", "-q");
  await git("add", ".");
  await git("commit", "-qm", "one");
  const commit = (await git("rev-parse", "HEAD")).stdout.trim();
  assert.is(await atRevision(".", "HEAD", directory), `git+file://${directory}?rev=${commit}`);
  assert.is(
    await atRevision("path:./sub dir", "HEAD", directory),
    `git+file://${directory}?dir=sub%20dir&rev=${commit}`,
  );
  const error = await thrownBy(UsageError, () => atRevision(".", "--all", directory));
  assert.match(error.message, /^there is no revision "--all" of/);
  await thrownBy(UsageError, () => atRevision("./nowhere", "HEAD", directory));
});

test.run();
