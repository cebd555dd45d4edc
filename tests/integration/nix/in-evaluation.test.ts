/**
 * Drop-ins made inside an evaluation (lib.confinedUnits, the module): when a package text is taken at its word, when it becomes a
 * derivation, and the one case in which its word is wrong.
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { evaluate, nix, nixEnvironment } from "../../support/nix.ts";
import { root } from "../../support/run.ts";

const salt = `${process.pid} ${Date.now()}`;

/** Nix text of the derivation for services, an expression over packages; two of them are called alike. */
const unitsOf = (services: string) => `
  let
    make = name: text: derivation {
      inherit name text;
      system = builtins.currentSystem;
      builder = "/bin/sh";
      args = [ "-c" "echo \\"$text\\" > $out; :" ];
      salt = "${salt}";
    };
    bare = builtins.unsafeDiscardStringContext;
    one = make "config.json" "one";
    two = make "config.json" "two";
    user = make "user" "\${one}";
    library = make "library" "";
    tool = make "tool" "\${library}";
    # The text of one package with the string context of another.
    moved = text: context: builtins.appendContext (bare "\${text}") (builtins.getContext "\${context}");
    service = packages: {
      confinement = { enable = true; mode = "full-apivfs"; fullUnit = false; binSh = null; inherit packages; };
      serviceConfig.PrivateTmp = true;
    };
  in (import ${root}nix { nodejs = "${dirname(dirname(process.execPath))}"; }).confinedUnits {
    config.confinedUnits.dialect = "2022";
    config.systemd.services = ${services};
  }`;

function build(services: string): { binds: (service: string) => string[]; stderr: string } {
  const { stdout, stderr } = spawnSync("nix-build", ["--no-out-link", "--expr", unitsOf(services)], {
    encoding: "utf8",
    env: nixEnvironment(),
  });
  const binds = (service: string) => {
    const file = join(stdout.trim(), `lib/systemd/system/${service}.service.d/confinement.conf`);
    const lines = readFileSync(file, "utf8").split("\n");
    return lines.flatMap((line) => /^BindReadOnlyPaths=.{44}(.*)/.exec(line)?.[1] ?? []).toSorted();
  };
  return { binds, stderr };
}

/** The names of the derivations that are not there before the packages are. */
function derivations(services: string): string[] {
  const drv = nix("nix-instantiate", ["--expr", unitsOf(services)]).trim();
  const all = nix("nix-store", ["--query", "--requisites", drv]).trim().split("\n");
  return all
    .flatMap((path) => /^.{44}(.*-string-contexts\.txt|confined-units.*)\.drv$/.exec(path)?.[1] ?? [])
    .toSorted();
}

test("a host takes two derivations, and one more for each service whose text is not certain", () => {
  const certain = 'a = service [ "${tool}/bin/tool" tool ]; b = service [ "x ${user}" ];';
  assert.equal(derivations(`{ ${certain} }`), ["confined-units-host", "confined-units-roots"]);
  const uncertain = 'c = service [ (builtins.substring 11 43 "${tool}") ];';
  assert.equal(derivations(`{ ${certain} ${uncertain} }`), [
    "c-string-contexts.txt",
    "confined-units-host",
    "confined-units-roots",
  ]);
});

test("both kinds of services are built beside each other", () => {
  const { binds, stderr } = build(
    '{ a = service [ "${tool}/bin/tool" ]; b = service [ (builtins.substring 11 43 "${tool}") (bare "${library}") ]; c = service [ "${one}" ]; d = service [ "${two}" ]; }',
  );
  assert.equal(binds("a"), ["library", "tool"], stderr);
  assert.equal(binds("b"), ["library", "tool"]);
  assert.equal([binds("c"), binds("d")], [["config.json"], ["config.json"]]);
});

test("a host of more than 25 services is split, and each has its own closure", () => {
  const services = `builtins.listToAttrs (builtins.genList (i: {
    name = "s\${toString i}";
    value = service [ (make "own-\${toString i}" "\${tool}") ];
  }) 60)`;
  const names = derivations(services);
  assert.equal(names, [
    "confined-units-host",
    "confined-units-roots",
    "confined-units-roots",
    "confined-units-roots",
  ]);
  const { binds, stderr } = build(services);
  for (const i of [0, 24, 25, 59]) assert.equal(binds(`s${i}`), ["library", `own-${i}`, "tool"], stderr);
});

// ---- the limit: what interpolation does not make

const MOVED = "a = service [ (moved one two) ];";

test("text that does not belong to its context is refused by the name of its service, where it is in no closure of the host", () => {
  const { stderr } = build(`{ ${MOVED} }`);
  assert.match(
    stderr,
    /error: service "a": its package text names .*-config\.json, but its string context names another/,
  );
  assert.not.match(stderr, /garbage/);
});

test("where it is in the closure of something else, it is bound, and nixpkgs would bind nothing: the limit in docs/explanation/closures.md", () => {
  assert.equal(build(`{ ${MOVED} b = service [ "\${user}" ]; }`).binds("a"), ["config.json"]);
});

test("where another service names it or its context, it is seen, and the text becomes a derivation", () => {
  for (const other of ["one", "two"]) {
    const { binds, stderr } = build(`{ ${MOVED} b = service [ "\${${other}}" ]; }`);
    assert.equal(binds("a"), [], stderr);
    assert.equal(binds("b"), ["config.json"]);
  }
});

test("an evaluation that writes nothing has the same derivation", () => {
  const services = `{ a = service [ "\${make "new" "${salt}"}" (builtins.substring 11 43 "\${make "newer" "${salt}"}") ]; }`;
  const planned = evaluate(`(${unitsOf(services)}).drvPath`);
  assert.is(nix("nix-instantiate", ["--expr", unitsOf(services)]).trim(), planned);
});

test.run();
