import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { bundled } from "../../support/dist.ts";
import { evaluate, nixEnvironment } from "../../support/nix.ts";
import { MODULE_FIXTURES, withLib } from "../../support/nixpkgs-lib.ts";
import { root } from "../../support/run.ts";

const CLI = bundled("cli.cjs");
const directory = mkdtempSync(join(tmpdir(), "confined-units-check-"));
test.after(() => rmSync(directory, { recursive: true, force: true }));

interface HostText {
  /** Shell text that the reference of our own making runs on its finished file. */
  spoil?: string;
  /** With our module in place of the reference. */
  ours?: boolean;
}

/** Nix text of a host that has two confined services and our stand-in for the reference. */
function host(lib: string, { spoil = "", ours = false }: HostText): string {
  const module = `[ ${root}nix/module.nix { confinedUnits = { dialect = "2024"; builder = ${bundled("builder.cjs")}; }; } ]`;
  return `import ${MODULE_FIXTURES}/host.nix {
    lib = import ${lib};
    nodejs = ${JSON.stringify(dirname(dirname(process.execPath)))};
    nixpkgs = ${MODULE_FIXTURES}/nixpkgs/stand-in;
    reference = ${String(!ours)};
    modules = ${ours ? module : "[ ]"} ++ [ ({ pkgs, lib, ... }: {
      environment.etc.spoil.text = ${JSON.stringify(spoil).replaceAll("$", "\\$")};
      systemd.services.one = { serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello"; confinement = { enable = true; binSh = null; }; };
      systemd.services.two = {
        serviceConfig.ExecStart = "\${pkgs.git}/bin/git";
        confinement = { enable = true; mode = "chroot-only"; binSh = "\${pkgs.dash}/bin/dash"; packages = [ pkgs.currentPython ]; };
      };
    }) ];
  }`;
}

function check(expression: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [CLI, "check", "--expr", expression, ...args],
    {
      cwd: directory,
      encoding: "utf8",
      env: nixEnvironment(),
    },
  );
  return { status, stdout, stderr };
}

/** On a new store there is something to build, which is said. */
function withoutProgress(stderr: string): string {
  return stderr.replace(/^building .*\n/gm, "");
}

for (const ours of [false, true]) {
  const which = ours ? "our module, with the reference beside it" : "the reference";

  test(
    `a host with ${which}: the same bytes`,
    withLib((lib) => {
      const ended = check(host(lib, { ours }), "--dialect", "2024");
      assert.is(withoutProgress(ended.stderr), "");
      assert.is(ended.stdout, "2 of 2 drop-ins are identical to nixpkgs'\n");
      assert.is(ended.status, 0);
    }),
  );

  test(
    `a host with ${which}, whose script is not known: exit 1, what is new in it, and nothing is built or written`,
    withLib((lib) => {
      const expression = host(lib, { ours, spoil: `: ${process.pid} ${performance.now()}` });
      const ended = check(expression);
      assert.is(ended.status, 1);
      assert.match(
        ended.stderr,
        'error: service "one": this nixpkgs generates its drop-in by an unknown script',
      );
      assert.match(ended.stderr, `  + printf '%s\\n' '[Service]'`);
      assert.match(ended.stderr, "hint: update confined-units, or choose");
      assert.match(ended.stdout, /^no drop-in was compared: /);
      assert.equal(readdirSync(directory), []);
      if (ours) return;
      const outputs = evaluate(
        `map (p: builtins.unsafeDiscardStringContext p.outPath) (${expression}).config.systemd.packages`,
      );
      for (const output of outputs as string[]) assert.not.ok(existsSync(output), output);
    }),
  );
}

const wrong: [string, string, RegExp[]][] = [
  [
    "a path that is missing there",
    "sed -i '/-git-/d' confinement.conf",
    [/^ {2}extra path: \/nix\/store\/.*-git-/m, /^\+BindReadOnlyPaths=.*-git-/m],
  ],
  [
    "a path more",
    "echo BindReadOnlyPaths=/srv >> confinement.conf",
    [/^ {2}missing path: \/srv$/m, /^-BindReadOnlyPaths=\/srv$/m],
  ],
  [
    "another order",
    "{ echo '[Service]'; tail -n +2 confinement.conf | tac; } > x; mv x confinement.conf",
    [/^ {2}order: /m],
  ],
  [
    "another directive",
    "sed -i s/Inaccessible/ReadOnly/ confinement.conf",
    [/^ {2}directive: ReadOnlyPaths=-\+\/tmp is missing$/m],
  ],
];

for (const [what, spoil, expected] of wrong) {
  test(
    `a wrong drop-in, ${what}: exit 1, its kind and a diff`,
    withLib((lib) => {
      const ended = check(host(lib, { spoil }), "--dialect", "2024");
      assert.is(ended.status, 1, ended.stderr);
      assert.match(ended.stdout, 'service "two" differs from what nixpkgs builds\n');
      assert.match(
        ended.stdout,
        "--- reference/lib/systemd/system/two.service.d/confinement.conf\n+++ ours/lib/",
      );
      for (const pattern of expected) assert.match(ended.stdout, pattern);
      assert.match(ended.stderr, `error: service "two": its drop-in is not identical to nixpkgs'`);
      assert.equal(readdirSync(directory), []);
    }),
  );
}

test(
  "--json: kinds, subjects and diffs by service",
  withLib((lib) => {
    const ended = check(
      host(lib, { spoil: "echo BindReadOnlyPaths=/srv >> confinement.conf" }),
      "--dialect",
      "2024",
      "--json",
    );
    assert.is(ended.status, 1);
    const { schema, hosts } = JSON.parse(ended.stdout);
    assert.is(schema, 1);
    assert.is(hosts[0].host, "host");
    assert.equal(
      hosts[0].differences.map((found: { service: string; differences: unknown }) => [
        found.service,
        found.differences,
      ]),
      [
        ["one", [{ kind: "missing path", subject: "/srv" }]],
        ["two", [{ kind: "missing path", subject: "/srv" }]],
      ],
    );
  }),
);

test(
  "a reference that does not build is named, and the rest is compared",
  withLib((lib) => {
    const ended = check(host(lib, { spoil: 'test "$serviceName" = one.service' }), "--dialect", "2024");
    assert.is(ended.status, 1);
    assert.match(ended.stderr, `service "two": nixpkgs' own drop-in does not build`);
    assert.is(ended.stdout, "1 of 1 drop-ins are identical to nixpkgs'; 1 was not compared\n");
  }),
);

test("a host without any reference says so", () => {
  const expression = `{ config.systemd.services.one = { serviceConfig.PrivateTmp = true; confinement = {
    enable = true; mode = "full-apivfs"; fullUnit = false; binSh = null; packages = [ ]; }; }; }`;
  const ended = check(expression, "--dialect", "2024");
  assert.is(ended.status, 1);
  assert.match(ended.stderr, 'service "one": nixpkgs has no drop-in to compare with');
});

test.run();
