import { chmodSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ConfinedUnitsError } from "../../../src/base/errors.ts";
import { NixError } from "../../../src/nix/errors/errors.ts";
import { createNix, type NixSettings } from "../../../src/nix/nix.ts";
import { directoryWith, testNix, thrownBy } from "./support.ts";

/** Prints its version, else its name and arguments. */
const FAKE = `#!/bin/sh
[ "$1" = --version ] && { echo "nix (Nix) \${FAKE_VERSION:-2.30.0}"; exit; }
printf '%s\\n' "$(basename "$0")" "$@"
`;

/** A directory of programs that only tell how they were called. */
function fakes(...names: string[]): string {
  const directory = directoryWith(Object.fromEntries(names.map((name) => [`bin/${name}`, FAKE])));
  for (const name of names) chmodSync(join(directory, "bin", name), 0o755);
  return join(directory, "bin");
}

/** How a fake Nix was called for `nix eval x` and `nix-store y`. */
async function calls(settings: NixSettings): Promise<[string[], string[]]> {
  const nix = createNix(settings);
  const split = ({ stdout }: { stdout: string }) => stdout.trimEnd().split("\n");
  return [split(await nix.command("eval", ["x"])), split(await nix.tool("nix-store", ["y"]))];
}

test("nothing is looked up or started before it is needed, and the version is asked for once", async () => {
  createNix({ binary: "/no/such/nix" });
  const { nix, commands } = testNix();
  await Promise.all([
    nix.version(),
    nix.version(),
    nix.command("eval", ["--expr", "1"]),
    nix.tool("nix-store", ["--version"]),
  ]);
  assert.is(
    commands.filter((command) => command.includes("--version") && command[0]?.endsWith("/nix")).length,
    1,
  );
});

test("every command gets the shared arguments, the older programs those that they know", async () => {
  const binary = join(fakes("nix", "nix-store"), "nix");
  const features = ["--extra-experimental-features", "nix-command flakes"];
  assert.equal(await calls({ binary }), [
    ["nix", "eval", ...features, "x"],
    ["nix-store", "y"],
  ]);
  assert.equal(
    await calls({
      binary,
      options: [
        ["sandbox", "false"],
        ["a", "b c"],
      ],
      offline: true,
      showTrace: true,
    }),
    [
      [
        "nix",
        "eval",
        ...features,
        "--option",
        "sandbox",
        "false",
        "--option",
        "a",
        "b c",
        "--show-trace",
        "--offline",
        "x",
      ],
      [
        "nix-store",
        "--option",
        "sandbox",
        "false",
        "--option",
        "a",
        "b c",
        "--show-trace",
        "--option",
        "substitute",
        "false",
        "y",
      ],
    ],
  );
});

test("CONFINED_UNITS_NIX names the program, by path or by name; what is asked for in code wins", async () => {
  const directory = fakes("nix", "lix", "nix-store");
  const PATH = [directory, process.env["PATH"]].join(delimiter);
  assert.is((await calls({ env: { CONFINED_UNITS_NIX: join(directory, "lix") } }))[0][0], "lix");
  assert.is((await calls({ env: { CONFINED_UNITS_NIX: "lix", PATH } }))[0][0], "lix");
  assert.is((await calls({ env: { CONFINED_UNITS_NIX: "", PATH } }))[0][0], "nix");
  assert.is(
    (await calls({ binary: "./nix", cwd: directory, env: { CONFINED_UNITS_NIX: "lix", PATH } }))[0][0],
    "nix",
  );
});

test("the older programs lie beside nix, or beside what it links to, and only then on PATH", async () => {
  const store = fakes("nix", "nix-store");
  const linked = directoryWith({});
  symlinkSync(join(store, "nix"), join(linked, "nix"));
  assert.is(
    (await calls({ binary: join(linked, "nix"), env: { PATH: "/usr/bin:/bin" } }))[1][0],
    "nix-store",
  );
  const lonely = join(fakes("nix"), "nix");
  const error = await thrownBy(NixError, () =>
    calls({ binary: lonely, env: { PATH: directoryWith({}) }, runner: onlyVersions }),
  );
  assert.is(error.message, `Nix is incomplete: there is no nix-store beside ${lonely}`);
});

test("a missing Nix is one clear error with the way to get it", async () => {
  for (const settings of [{ binary: "/no/such/nix" }, { binary: "nix", env: { PATH: "" } }]) {
    const error = await thrownBy(NixError, () => createNix(settings).version());
    assert.is(error.message, `Nix is missing: there is no program "${settings.binary}"`);
    assert.is(error.code, "nix-failed");
    assert.match(error.hint ?? "", /apt-get install nix-bin.*CONFINED_UNITS_NIX/);
  }
});

test("a Nix that is too old is refused before anything is done with it", async () => {
  const nix = createNix({ binary: join(fakes("nix", "nix-store"), "nix"), env: { FAKE_VERSION: "2.4" } });
  for (const act of [() => nix.command("eval", []), () => nix.tool("nix-store", [])]) {
    assert.is(
      (await thrownBy(ConfinedUnitsError, act)).message,
      "Nix 2.4 is too old: at least 2.8 is needed",
    );
  }
});

test("what Nix says becomes the message, with the command and its output at hand", async () => {
  const { nix } = testNix();
  const error = await thrownBy(NixError, () => nix.command("eval", ["--expr", 'throw "no luck"']));
  assert.is(error.message, "no luck");
  assert.is(error.process?.exitCode, 1);
  assert.match(error.process?.command ?? "", `--expr 'throw "no luck"'`);
  assert.match(error.process?.stderr ?? "", "error:");
});

test("what was stopped says so, and not what Nix happened to print", async () => {
  const abort = new AbortController();
  const { nix } = testNix({ signal: abort.signal });
  await nix.version();
  const forever =
    "builtins.genericClosure { startSet = [ { key = 0; } ]; operator = x: [ { key = x.key + 1; } ]; }";
  const running = thrownBy(NixError, () => nix.command("eval", ["--expr", forever], { graceMs: 300 }));
  setTimeout(() => abort.abort(), 200);
  const error = await running;
  assert.is(error.message, "nix eval was stopped");
  assert.is(error.process?.reason, "aborted");
});

test.run();

/** For a Nix of which only the version is to be asked. */
function onlyVersions(): Promise<{ stdout: string; stderr: string }> {
  return Promise.resolve({ stdout: "nix (Nix) 2.30.0\n", stderr: "" });
}
