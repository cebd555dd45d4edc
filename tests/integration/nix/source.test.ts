import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { UsageError } from "../../../src/base/errors.ts";
import { NixError } from "../../../src/nix/errors/errors.ts";
import { evaluateHosts } from "../../../src/nix/evaluate/eval.ts";
import type { Source } from "../../../src/nix/evaluate/flake-ref.ts";
import type { NixSettings } from "../../../src/nix/nix.ts";
import { flakeWith, HOSTS_LIBRARY, outline } from "./host-flake.ts";
import { evaluations, directoryWith, testNix, thrownBy } from "./support.ts";

const ONE = "{ h = host { } { a = { }; }; }";

/** The outcome of a source's hosts. */
async function outlineOf(source: Source, settings: NixSettings = {}, hosts?: string[]) {
  return outline(await evaluateHosts(testNix(settings).nix, source, { depth: "lean", hosts }));
}

function failing(ref: string, settings: NixSettings = {}): Promise<Error & { hint?: string | undefined }> {
  return thrownBy(Error, () => outlineOf({ kind: "flake", ref }, settings));
}

test("a flake is found from the working directory, above it, and by ?dir=", async () => {
  const text = `{ outputs = { self }: let ${HOSTS_LIBRARY} in { nixosConfigurations = ${ONE}; }; }`;
  const cwd = directoryWith({ "flake.nix": text, "below/flake.nix": text.replace("a = ", "b = ") });
  const git = (...args: string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.org", ...args], {
      cwd,
      stdio: "pipe",
    });
  git("init", "--quiet");
  git("add", ".");
  assert.equal(await outlineOf({ kind: "flake", ref: "." }, { cwd }), { h: ["a"] });
  assert.equal(await outlineOf({ kind: "flake", ref: "./below" }, { cwd }), { h: ["b"] });
  assert.equal(await outlineOf({ kind: "flake", ref: `git+file://${cwd}?dir=below` }), { h: ["b"] });
  assert.equal(await outlineOf({ kind: "flake", ref: "path:./below" }, { cwd }), { h: ["b"] });
});

test("a flake whose packages fail still has its hosts", async () => {
  const ref = flakeWith(ONE, 'packages = throw "no packages on this system";');
  assert.equal(await outlineOf({ kind: "flake", ref }), { h: ["a"] });
  const bad = flakeWith("{ h = host { } { a = { }; b = uncatchable; }; }", "packages = { }.oops;");
  const { h } = await outlineOf({ kind: "flake", ref: bad });
  assert.match((h as string[]).join("\n"), /^a\nb: attribute 'oops' missing/);
});

test("inputs can be overridden, and the lock file is left as it is", async () => {
  const library = (name: string) => ({ "flake.nix": `{ outputs = { self }: { name = "${name}"; }; }` });
  const [locked, other] = [directoryWith(library("locked")), directoryWith(library("other"))];
  const text = `{
    inputs.library.url = "path:${locked}";
    outputs = { self, library }: let ${HOSTS_LIBRARY} in { nixosConfigurations.h = host { } { \${library.name} = { }; }; };
  }`;
  const directory = directoryWith({ "flake.nix": text });
  const source = { kind: "flake", ref: `path:${directory}` } as const;
  assert.equal(await outlineOf(source), { h: ["locked"] });
  assert.equal(await outlineOf(source, { overrideInputs: [["library", `path:${other}`]] }), { h: ["other"] });
  assert.equal(execFileSync("ls", [directory], { encoding: "utf8" }), "flake.nix\n");
});

test("a local flake that does not exist, or has no flake.nix, is distinguished from one that fails", async () => {
  const directory = directoryWith({ "sub/x": "" });
  for (const [ref, message] of [
    [`path:${directory}/nope`, `${directory}/nope is not a directory`],
    ["./nope", `${directory}/nope is not a directory`],
    [directory, `${directory} has no flake.nix`],
    [`path:${directory}?dir=sub`, `${directory}/sub has no flake.nix`],
    [`git+file://${directory}?dir=nope`, `${directory}/nope is not a directory`],
  ] as const) {
    const error = await failing(ref, { cwd: directory });
    assert.instance(error, UsageError);
    assert.is(error.message, `there is no flake ${ref}: ${message}`);
    assert.match(error.hint ?? "", "--flake");
  }
  const broken = await failing(`path:${directoryWith({ "flake.nix": "{ outputs = " })}`);
  assert.instance(broken, NixError);
  assert.match(broken.message, "syntax error, unexpected end of file");
});

test("a flake without nixosConfigurations, or with something else for them, says so", async () => {
  const ref = `path:${directoryWith({ "flake.nix": "{ outputs = { self }: { }; }" })}`;
  const error = await failing(ref);
  assert.instance(error, UsageError);
  assert.is(error.message, `the flake ${ref} has no nixosConfigurations`);
  assert.is(
    (await failing(flakeWith("7"))).message,
    "nixosConfigurations: expected a set of hosts, got a int",
  );
});

test("a directory's name without ./ is what Nix looks for in its registry, and a dash begins an option", async () => {
  const cwd = directoryWith({ "hosts/flake.nix": "{ outputs = { self }: { }; }" });
  const offline = { cwd, offline: true, options: [["flake-registry", join(cwd, "none.json")]] as const };
  assert.is(
    (await failing("hosts", offline)).hint,
    "Nix looks for hosts in its registry; write ./hosts for the directory of that name",
  );
  const dash = await failing("--help");
  assert.instance(dash, UsageError);
  assert.match(dash.message, "begins with a dash");
});

test("a file or expression is one host, named by itself, or a set of hosts", async () => {
  const wrapped = (value: string) => `let ${HOSTS_LIBRARY} in ${value}`;
  for (const [value, expected] of [
    ["host { } { a = { }; }", { host: ["a"] }],
    ['host { networking.hostName = "web"; } { a = { }; }', { web: ["a"] }],
    ['host { networking.hostName = throw "none"; } { a = { }; }', { host: ["a"] }],
    ["{ x = host { } { a = { }; }; y = host { } { }; }", { x: ["a"], y: [] }],
    ["{ nixosConfigurations.z = host { } { a = { }; }; }", { z: ["a"] }],
    ["{ name ? builtins.currentSystem }: host { } { ${name} = { }; }", { host: ["x86_64-linux"] }],
  ] as const) {
    const cwd = directoryWith({ "hosts.nix": wrapped(value) });
    assert.equal(await outlineOf({ kind: "file", path: "hosts.nix" }, { cwd }), expected, value);
    if (!value.startsWith("{ name"))
      assert.equal(await outlineOf({ kind: "expr", text: wrapped(value) }), expected, value);
  }
});

test("their failures are reported like those of flakes", async () => {
  const cwd = directoryWith({
    "seven.nix": "7",
    "default.nix": `let ${HOSTS_LIBRARY} in { x = host { } { a = uncatchable; }; }`,
  });
  const missing = await thrownBy(UsageError, () => outlineOf({ kind: "file", path: "nope.nix" }, { cwd }));
  assert.is(missing.message, "there is no file nope.nix");
  const seven = await thrownBy(NixError, () => outlineOf({ kind: "file", path: "seven.nix" }, { cwd }));
  assert.is(seven.message, "expected an evaluated host or a set of hosts, got a int");
  const host = await thrownBy(UsageError, () => outlineOf({ kind: "file", path: "." }, { cwd }, ["y"]));
  assert.is(host.message, 'there is no host "y" in .');
  assert.match(
    ((await outlineOf({ kind: "file", path: "." }, { cwd }))["x"] as string[])[0] ?? "",
    "attribute 'oops' missing",
  );
});

test("where all is well a flake takes no more than one command besides the version", async () => {
  const { nix, commands } = testNix();
  await evaluateHosts(nix, { kind: "flake", ref: flakeWith(ONE) }, { depth: "lean" });
  assert.is(commands.length, 2);
  assert.is(evaluations(commands), 1);
});

test.run();
