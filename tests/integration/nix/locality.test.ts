/**
 * A service's drop-in does not depend on the other services of its host: with a sandbox as without, in both forms of the derivation.
 * What is expected is what nixpkgs' builder sees, which has the service's text as its input and nothing else.
 */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { bundled } from "../../support/dist.ts";
import { evaluate, nixEnvironment, sandboxWorks } from "../../support/nix.ts";
import { root, run, type Ended } from "../../support/run.ts";
import { skipped } from "../../support/skip.ts";

const scratch = mkdtempSync(join(tmpdir(), "confined-units-locality-"));
test.after(() => rmSync(scratch, { recursive: true, force: true }));

/** A host whose services are a Nix expression over `base`, a package, and `link`, a symlink to it; each call has new ones. */
function hostWith(services: string): string {
  const file = join(scratch, `host-${process.hrtime.bigint()}.nix`);
  writeFileSync(
    file,
    `let
      make = name: script: derivation {
        inherit name;
        system = builtins.currentSystem;
        builder = "/bin/sh";
        PATH = "/usr/bin:/bin";
        args = [ "-ec" "# ${file}\\n\${script}\\n:" ];
      };
      bare = builtins.unsafeDiscardStringContext;
      base = make "base" "echo > $out";
      link = make "link" "ln -s \${base} $out";
      service = packages: binSh: {
        confinement = { enable = true; mode = "full-apivfs"; fullUnit = false; inherit binSh; packages = packages ++ (if binSh == null then [ ] else [ binSh ]); };
        serviceConfig.PrivateTmp = true;
      };
    in {
      inherit base link;
      config.confinedUnits.dialect = "2022";
      config.systemd.services = ${services};
      pkgs.system = builtins.currentSystem;
    }`,
  );
  return file;
}

const FORMS: Record<string, (file: string, sandbox: boolean) => Ended> = {
  "from data": (file, sandbox) =>
    run(process.execPath, [bundled("cli.cjs"), "build", "--file", file], {
      env: nixEnvironment({ sandbox }),
    }),
  "in an evaluation": (file, sandbox) => {
    const nodejs = dirname(dirname(process.execPath));
    const expression = `(import ${root}nix { nodejs = "${nodejs}"; }).confinedUnits (import ${file})`;
    return run("nix-build", ["--no-out-link", "--expr", expression], { env: nixEnvironment({ sandbox }) });
  },
};

/** What is bound, without the hashes. */
function binds({ code, stdout, stderr }: Ended, service: string): string[] {
  assert.is(code, 0, stderr);
  const file = join(stdout.trim(), `lib/systemd/system/${service}.service.d/confinement.conf`);
  const text = readFileSync(file, "utf8").replaceAll(/\/nix\/store\/[a-z0-9]{32}-/g, "");
  return text.split("\n").filter((line) => line.startsWith("BindReadOnlyPaths="));
}

const BESIDE = "it = service [ link ] null;";
const bind = (...paths: string[]) => paths.map((path) => `BindReadOnlyPaths=${path}`);

for (const [form, build] of Object.entries(FORMS)) {
  for (const [name, text, ...more] of [
    ["its text names", "link.drvPath"],
    ["a file in its closure names", '(make "script" "echo ${link.drvPath} > $out")', "script"],
  ] as const) {
    test(`${form}: a symlink that a derivation builds which ${name} is none in a sandbox, whatever else is on the host`, () => {
      if (!sandboxWorks()) return skipped("Nix cannot sandbox builds on this machine");
      for (const others of ["", BESIDE]) {
        const ended = build(hostWith(`{ one = service [ ${text} ] null; ${others} }`), true);
        assert.equal(binds(ended, "one").toSorted(), bind("base", "base.drv", "link", "link.drv", ...more));
      }
    });
  }

  test(`${form}: without a sandbox it is one, as for nixpkgs`, () => {
    for (const others of ["", BESIDE]) {
      const lines = binds(
        build(hostWith(`{ one = service [ link.drvPath ] null; ${others} }`), false),
        "one",
      );
      assert.ok(lines.includes("BindReadOnlyPaths=base:link"), lines.join("\n"));
    }
  });

  test(`${form}: a symlink to what it does not refer to dangles in a sandbox, also where another service shows it`, () => {
    if (!sandboxWorks()) return skipped("Nix cannot sandbox builds on this machine");
    const services = `{ one = service [ (make "loose" "ln -s \${bare base} $out") ] null; two = service [ base ] null; }`;
    assert.equal(binds(build(hostWith(services), true), "one"), bind(":loose"));
  });

  test(`${form}: a shell without its string context is refused in a sandbox, also where another service shows it`, () => {
    if (!sandboxWorks()) return skipped("Nix cannot sandbox builds on this machine");
    const { code, stderr } = build(
      hostWith("{ one = service [ ] (bare base); two = service [ base ] null; }"),
      true,
    );
    assert.is.not(code, 0);
    assert.match(stderr, /error: service "one": confinement\.binSh is .*-base, which does not exist/);
    assert.not.match(stderr, /service "two"/);
  });

  test(`${form}: nothing is built for a derivation without its outputs, and the service fails as with nixpkgs`, () => {
    const file = hostWith(
      "{ one = service [ (builtins.unsafeDiscardOutputDependency link.drvPath) ] null; }",
    );
    const { code, stderr } = build(file, false);
    assert.is.not(code, 0);
    const path = evaluate(`"\${(import ${file}).link.outPath}"`) as string;
    if (form === "from data") {
      assert.match(stderr, `error: service "one": its chroot would hold `);
      assert.match(stderr, `which builds ${path}: it is not built`);
      assert.is(code, 1);
    } else assert.match(stderr, /error: path '.*' is not valid/);
    assert.not(existsSync(path));
  });
}

test.run();
