/** Store paths that go away while we work, in a store of the test's own. */
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { nixEnvironment } from "../../support/nix.ts";
import { cli, DIRECTORY, leftovers, shell, STORE } from "./support.ts";

writeFileSync(
  join(DIRECTORY, "host.nix"),
  `let
    tool = derivation {
      name = "tool";
      system = builtins.currentSystem;
      builder = "/bin/sh";
      args = [ "-c" "echo tool > $out" ];
    };
  in {
    config.confinedUnits.dialect = "2024";
    config.systemd.services.web = {
      serviceConfig.PrivateTmp = true;
      confinement = { enable = true; mode = "full-apivfs"; fullUnit = false; binSh = null; packages = [ "\${tool}" ]; };
    };
  }`,
);

/**
 * A Nix that does something after each command whose words match, such as a garbage collection: what anybody could do at that moment.
 */
function nixWith(name: string, pattern: string, then: string): NodeJS.ProcessEnv {
  const directory = join(DIRECTORY, name);
  mkdirSync(directory);
  const path = nixEnvironment()["PATH"]!;
  for (const program of ["nix", "nix-store", "nix-build", "nix-instantiate"]) {
    const file = join(directory, program);
    const real = path
      .split(delimiter)
      .map((place) => join(place, program))
      .find((place) => existsSync(place))!;
    writeFileSync(
      file,
      `#!/bin/sh\nPATH='${path}'\n'${real}' "$@"; status=$?\ncase "${program} $*" in ${pattern}) ( ${then} ) >/dev/null 2>&1;; esac\nexit $status\n`,
    );
    chmodSync(file, 0o755);
  }
  return { ...STORE, CONFINED_UNITS_NIX: join(directory, "nix") };
}

const COLLECT = "nix-store --gc";
const DELETE = `chmod -R u+w "$NIX_STORE_DIR"; rm -rf "$NIX_STORE_DIR"/*-tool`;

const FAULTS: [title: string, pattern: string, then: string, says: RegExp][] = [
  [
    "garbage is collected after the evaluation",
    "nix\\ eval*",
    COLLECT,
    /^error: .*(?:not in the store|does not exist|not valid)/m,
  ],
  [
    "garbage is collected after the packages were built",
    "*--realise*",
    COLLECT,
    /^error: .*is not in the store$/m,
  ],
  [
    "a path is deleted behind Nix' back after it was built",
    "*--realise*",
    DELETE,
    /^error: .*-tool is not in the store any more/m,
  ],
  [
    "a path is deleted after the graph was read",
    "nix\\ path-info*",
    DELETE,
    /^error: .*-tool is not in the store any more/m,
  ],
];

FAULTS.forEach(([title, pattern, then, says], i) => {
  test(`where ${title}, it is reported, and nothing is written`, () => {
    const { code, stdout, stderr } = cli(["generate", "--file", "host.nix", "--out", "out"], {
      env: nixWith(`nix-${i}`, pattern, then),
    });
    assert.is(code, 3, stdout + stderr);
    assert.match(stderr, says);
    assert.match(stderr, /^hint: .*again/m);
    assert.not.ok(existsSync(join(DIRECTORY, "out")));
    assert.equal(leftovers(), []);
  });
});

test("where a path is deleted before the drop-ins are built, what it was is not guessed", () => {
  const { code, stderr } = cli(["build", "--file", "host.nix", "--out-link", "result"], {
    env: nixWith("nix-build-delete", "*--realise*", DELETE),
  });
  assert.is(code, 3, stderr);
  assert.match(stderr, /error: .*-tool is not in the store any more/);
  assert.not.ok(existsSync(join(DIRECTORY, "result")));
  assert.equal(leftovers(), []);
});

test("where garbage is collected before the drop-ins are built, they are built, or it is reported", () => {
  const { code, stderr } = cli(["build", "--file", "host.nix", "--out-link", "result"], {
    env: nixWith("nix-build-gc", "*--realise*", COLLECT),
  });
  assert.is(code, 3, stderr);
  assert.match(stderr, /^error: /m);
  assert.not.ok(existsSync(join(DIRECTORY, "result")));
  assert.equal(leftovers(), []);
});

test("the same runs succeed where nothing goes away", () => {
  const env = nixWith("nix-fine", "none", "true");
  const { code, stderr } = cli(["generate", "--file", "host.nix", "--out", "out"], { env });
  assert.is(code, 0, stderr);
  const dropIn = join(DIRECTORY, "out/lib/systemd/system/web.service.d/confinement.conf");
  assert.match(readFileSync(dropIn, "utf8"), "-tool\n");
  const built = cli(["build", "--file", "host.nix", "--out-link", "result"], { env });
  assert.is(built.code, 0, built.stderr);
  assert.is(shell("diff -r out result").stdout, "");
});

test.run();
