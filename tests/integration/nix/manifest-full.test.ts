import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { FullFacts } from "../../../src/manifest/types.ts";
import { manifestOf, serviceIn } from "../../support/nix.ts";

const FILE = join(import.meta.dirname, "../../fixtures/hosts/definitions.nix");
const manifest = manifestOf(`import ${FILE}`, '{ depth = "full"; }');

function factsOf(name: string): FullFacts {
  const { full } = serviceIn(manifest, name);
  if (full === undefined) throw new Error(`no facts of ${name}`);
  return full;
}

/** `[line, column]` in the fixture, 1-based, of where `text` starts; a `^` in it is where to look instead. */
function place(marked: string): { file: string; line: number; column: number } {
  const text = readFileSync(FILE, "utf8");
  const start = text.indexOf(marked.replace("^", ""));
  assert.is.not(start, -1);
  const before = text.slice(0, start + Math.max(0, marked.indexOf("^"))).split("\n");
  return { file: FILE, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}

test("reports the whole serviceConfig as JSON, null for what has no value", () => {
  const { serviceConfig } = factsOf("web");
  const { ExecStart, Package, cyclic, ...rest } = serviceConfig ?? {};
  assert.match(JSON.stringify(ExecStart), /^\["\/nix\/store\/[^"]*-exec\/bin\/x","\+y"\]$/);
  assert.match(String(Package), /^\/nix\/store\/.*-config$/);
  assert.match(JSON.stringify(cyclic), /^(\{"below":)+null\}+$/);
  assert.equal(rest, {
    Function: null,
    Path: join(FILE, "../data/file"),
    PrivateTmp: false,
    RootDirectory: null,
    TimeoutSec: 1.5,
  });
});

test("reports the unit's text, path and environment, and the context of all of it but not of the packages", () => {
  const { unitText, environment, path, context } = factsOf("web");
  assert.match(unitText ?? "", /^ExecStart=\/nix\/store\/.*-text$/);
  assert.match(JSON.stringify(environment), /^\{"EMPTY":null,"LIB":"\/nix\/store\/.*-environment\/lib"\}$/);
  assert.match(JSON.stringify(path), /^\["\/nix\/store\/.*-path","\/usr"\]$/);
  const derivations = Object.keys(context).map((drv) => drv.replace(/.*-(.*)\.drv$/, "$1"));
  assert.equal(derivations.toSorted(), ["config", "environment", "exec", "path", "text"]);
});

test("what does not evaluate is null, and fails nothing else", () => {
  const nothing = { serviceConfig: null, unitText: null, environment: null, path: null, context: {} };
  const ours = { ownModule: false, profiles: [], ignore: {} };
  assert.equal(factsOf("bare"), { ...nothing, ...ours, definitions: [] });
  const { definitions, ...broken } = factsOf("broken");
  assert.equal(broken, { ...nothing, ...ours, serviceConfig: { User: null } });
  assert.equal(
    definitions.map(({ option }) => option),
    [["description"], ["serviceConfig"]],
  );
});

test("finds where options are written, through mkIf, mkMerge, mkForce and mkOrder", () => {
  const found = new Map(factsOf("web").definitions.map(({ option, ...at }) => [option.join("."), at]));
  assert.equal(found.get("path"), place("path = mkOverride"));
  assert.equal(found.get("serviceConfig"), place("serviceConfig = mkMerge"));
  assert.equal(found.get("serviceConfig.ExecStart"), place('ExecStart = mkOverride "second'));
  assert.equal(found.get("serviceConfig.User"), place("User = "));
  assert.equal(found.get("environment.TZ"), place("web.environment.TZ"));
  assert.equal(found.get("confinement.enable"), place("{ ^confinement.enable = true; }"));
  assert.equal(found.get("unitConfig.X-Odd key"), place('unitConfig."X-Odd'));
});

test("a definition that Nix has no position for is in its module's file, at line 0", () => {
  const found = factsOf("web").definitions.find(({ option }) => option[0] === "restartIfChanged");
  assert.equal(found, { option: ["restartIfChanged"], file: "computed.nix", line: 0, column: 0 });
});

test("leaves out what is not defined: false conditions, other services, functions and files", () => {
  const options = factsOf("web").definitions.map(({ option }) => option.join("."));
  assert.equal(options.toSorted(), [
    "confinement",
    "confinement.enable",
    "environment",
    "environment.TZ",
    "path",
    "restartIfChanged",
    "serviceConfig",
    "serviceConfig.ExecStart",
    "serviceConfig.User",
    "unitConfig",
    "unitConfig.X-Odd key",
  ]);
});

test("reads the definitions of a nixpkgs that keeps files and values apart", () => {
  const older = manifestOf(
    `let host = import ${FILE}; services = host.options.systemd.services; in host // {
       options.systemd.services = {
         files = map (d: d.file) services.definitionsWithLocations;
         definitions = map (d: d.value) services.definitionsWithLocations;
       };
     }`,
    '{ depth = "full"; }',
  );
  assert.equal(older.services, manifest.services);
});

test("the lean manifest is the full one without its facts", () => {
  const facts = new Map(manifest.services.map(({ name }) => [name, factsOf(name)]));
  const lean = manifestOf(`import ${FILE}`);
  assert.equal(
    lean.services.map((service) => Object.assign(service, { full: facts.get(service.name) })),
    manifest.services,
  );
});

test.run();
