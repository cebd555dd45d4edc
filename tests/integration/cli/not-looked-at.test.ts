/** "no findings" is only printed where all was looked at; `--fail-on unknown` makes anything else exit with 1. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { bundled } from "../../support/dist.ts";
import { nixEnvironment } from "../../support/nix.ts";
import { run } from "../../support/run.ts";

const directory = mkdtempSync(join(tmpdir(), "confined-units-looked-"));
process.once("exit", () => rmSync(directory, { recursive: true, force: true }));

const service = (more = "", packages = "") => `{
  serviceConfig.PrivateTmp = true;
  serviceConfig.ExecStart = "/bin/sh -c :";
  confinement = { enable = true; mode = "full-apivfs"; fullUnit = false; binSh = "/bin/sh"; packages = [ ${packages} ]; };
  ${more}
}`;
const host = (services: Record<string, string>) => `{
  config.confinedUnits.dialect = "2024";
  config.systemd.services = { ${Object.entries(services)
    .map(([name, text]) => `${name} = ${text};`)
    .join(" ")} };
}`;

const UNBUILT = `"\${derivation { name = "unbuilt"; system = builtins.currentSystem; builder = "/bin/sh"; args = [ "-c" "exit 5" ]; }}"`;

const FILES: Record<string, string> = {
  fine: host({ web: service() }),
  unevaluated: host({ web: service(), api: service("", `(throw "boom")`) }),
  refused: host({ web: service(), '"a/b"': service() }),
  none: host({}),
  named: host({ web: service(), api: service(`environment.PATH = ${UNBUILT};`) }),
  fleet: `{ a = ${host({ web: service() })}; b = throw "boom"; }`,
};
for (const [name, text] of Object.entries(FILES)) writeFileSync(join(directory, `${name}.nix`), text);

const confinedUnits = (command: string, file: string, args: readonly string[]) =>
  run(process.execPath, [bundled("cli.cjs"), command, "--file", `${file}.nix`, ...args], {
    cwd: directory,
    env: nixEnvironment(),
  });
const audit = (file: string, ...args: string[]) => confinedUnits("audit", file, args);
const suggest = (file: string, ...args: string[]) => confinedUnits("suggest", file, args);

const lines = (text: string) => text.trimEnd().split("\n");

test("where all was looked at, no findings are none", () => {
  const { code, stdout, stderr } = audit("fine", "--fail-on", "unknown");
  assert.is(stderr, "");
  assert.is(stdout, "no findings\n");
  assert.is(code, 0);
});

test("a service without a drop-in is not looked at, beside its error", () => {
  const unevaluated = audit("unevaluated");
  assert.equal(lines(unevaluated.stdout), [
    "unknown api: the service was not looked at: boom",
    "1 not looked at",
  ]);
  assert.match(unevaluated.stderr, 'error: service "api": boom');
  assert.is(unevaluated.code, 3);

  const refused = audit("refused");
  assert.equal(lines(refused.stdout), [
    "unknown a/b: the service was not looked at: the name contains a slash, so no drop-in can be written for it",
    "1 not looked at",
  ]);
  assert.is(refused.code, 1);
});

test("only the services that are asked for count", () => {
  const { code, stdout } = audit("unevaluated", "web", "--fail-on", "unknown");
  assert.is(stdout, "no findings\n");
  assert.is(code, 0);
  assert.match(audit("unevaluated", "--service", "a*").stdout, /^1 not looked at$/m);
});

test("a host without confined services has nothing to find", () => {
  const { code, stdout } = audit("none", "--fail-on", "unknown");
  assert.is(stdout, "no confined services\n");
  assert.is(code, 0);
});

test("what a service names and does not build is not looked at", () => {
  const { code, stdout, stderr } = audit("named");
  assert.equal(lines(stdout), [
    "unknown api: what it names besides its chroot was not looked at: not all of it is in the store here",
    "1 not looked at",
  ]);
  assert.match(stderr, /^warning: .* does not build/m);
  assert.is(code, 0);
});

test("--fail-on unknown exits with 1 for it, and for any finding", () => {
  assert.is(audit("named", "--fail-on", "unknown").code, 1);
  assert.is(audit("named", "--fail-on", "note").code, 0);
});

test("a host that fails has no findings of its own", () => {
  const { code, stdout } = audit("fleet", "--host", "*");
  assert.equal(lines(stdout), ["a", "no findings", "", "b", "failed: boom"]);
  assert.is(code, 3);
  const alone = audit("fleet", "--host", "b");
  assert.is(alone.stdout, "");
  assert.is(alone.code, 3);
});

test("suggest says nothing of services that it could not look at", () => {
  for (const [file, name] of [
    ["unevaluated", "api"],
    ["refused", "a/b"],
  ] as const) {
    const { code, stdout, stderr } = suggest(file, "web", name);
    assert.match(stdout, /^# web is confined/, stderr);
    assert.not.match(stdout, name);
    assert.match(stderr, `error: service "${name}"`);
    assert.is.not(code, 0);
  }
});

test.run();
