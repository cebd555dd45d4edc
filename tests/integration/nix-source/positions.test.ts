import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Manifest } from "../../../src/manifest/types.ts";
import type { Target } from "../../../src/manifest/target.ts";
import { parserOf } from "../../../src/nix-source/parser.ts";
import { openSources } from "../../../src/nix-source/sources.ts";
import { segmentsOf } from "../../../src/nix-source/syntax/strings.ts";
import { manifestOf, evaluate, serviceIn } from "../../support/nix.ts";
import { directoryWith } from "../nix/support.ts";
import { skipped } from "../../support/skip.ts";
import { parseWorker } from "../../../src/parsing/client.ts";

const parser = await parserOf("nix");

/** A module as users write it, evaluated by real Nix; Nix then says where each option is. */
const MODULE = `{ pkgs, lib }:
let
  common = { "LANG" = "C"; };
  tools = with pkgs; [ curl jq ];
in
{
  systemd.services.web = {
    path = tools ++ [ pkgs.git ];
    environment = common // {
      /* ü */ CA = "\${pkgs.cacert}/ca.crt";
    };
    serviceConfig = lib.mkMerge [
      { ExecStart = "\${pkgs.curl}/bin/curl \${pkgs.jq} && true"; }
      { inherit (pkgs) User; }
    ];
    confinement.enable = true;
  };
  systemd.services.web.confinement.packages = [ pkgs.cacert ];
}
`;

const directory = directoryWith({ "web.nix": MODULE });
const file = `${directory}/web.nix`;

const HOST = `let
  package = name: derivation { inherit name; system = "x86_64-linux"; builder = "/bin/sh"; };
  pkgs = { curl = package "curl-8.5.0"; jq = package "jq-1.7"; git = package "git-2.44"; cacert = package "nss-cacert-3.98"; User = "u"; };
  lib.mkMerge = contents: { _type = "merge"; inherit contents; };
  value = (import ${file} { inherit pkgs lib; }).systemd.services;
in {
  inherit pkgs;
  options.systemd.services.definitionsWithLocations = [ { file = ${file}; inherit value; } ];
  config.confinedUnits.dialect = "2024";
  config.systemd.services.web = value.web // {
    serviceConfig = builtins.head value.web.serviceConfig.contents;
    confinement = value.web.confinement // { mode = "full-apivfs"; fullUnit = false; binSh = null; };
  };
}`;

test("places of a real evaluation are refined to elements, texts and store paths", async () => {
  if ("problem" in parser) return skipped(parser.problem);
  const manifest: Manifest = manifestOf(HOST, '{ depth = "full"; }');
  const { full } = serviceIn(manifest, "web");
  const sources = openSources(parseWorker());
  const at = async (option: string, target: Target) => {
    const definition = full!.definitions.find((one) => one.option.join(".") === option);
    assert.ok(definition, option);
    const { place, refined, confidence } = await sources.locate(definition, target);
    const text = MODULE.split("\n")[place.line - 1]!.slice(place.column - 1, place.endColumn - 1);
    return [text, place.line, refined, confidence];
  };
  const exec = String(full!.serviceConfig!["ExecStart"]);
  const jq = full!.path![1]!;
  const cacert = String(full!.environment!["CA"]).replace("/ca.crt", "");
  assert.equal(await at("path", { kind: "element", index: 2 }), ["pkgs.git", 8, true, "high"]);
  assert.equal(await at("path", { kind: "element", index: 0 }), ["curl", 4, true, "high"]);
  assert.equal(await at("path", { kind: "storePath", storePath: jq }), ["jq", 4, true, "medium"]);
  assert.equal(await at("serviceConfig.ExecStart", { kind: "text", text: "&&", value: exec }), [
    "&&",
    13,
    true,
    "high",
  ]);
  const inExec: Target = { kind: "storePath", storePath: jq, value: exec };
  assert.equal(await at("serviceConfig.ExecStart", inExec), ["pkgs.jq", 13, true, "high"]);
  assert.equal(await at("serviceConfig.User", { kind: "option" }), ["User", 14, true, "high"]);
  assert.equal(await at("environment", { kind: "attribute", path: ["LANG"] }), ['"LANG"', 3, true, "medium"]);
  assert.equal(await at("environment.CA", { kind: "option" }), ["CA", 10, true, "high"]);
  const packages: Target = { kind: "storePath", storePath: cacert };
  assert.equal(await at("confinement.packages", packages), ["pkgs.cacert", 18, true, "low"]);
  assert.equal(await at("confinement.packages", { kind: "element", index: 0 }), [
    "pkgs.cacert",
    18,
    true,
    "high",
  ]);
});

const STRINGS = [
  `"a\\n\\t\\"\\\\ \\\${x} $$ $\${y}"`,
  "''\n  a\n    b\n\n  c\n  ''",
  "''a\n  b''",
  "''   \n      a\n   \n    b\n    ''",
  "''\n    ''$x\n      ''' '' \n  ''".replace("'' \n", "\n"),
  "''\n   ''\\n a\n    b''",
  "''\n\ta\n  b\n''",
  "''''",
  "''  ''",
  "''\n  x\n ''",
];

test("strings are read as Nix reads them", () => {
  if ("problem" in parser) return skipped(parser.problem);
  const expected = evaluate(`[ ${STRINGS.map((text) => `(${text})`).join(" ")} ]`);
  const read = STRINGS.map((text) =>
    parser.parse(text, (root) => {
      const segments = segmentsOf(root.firstNamedChild!)!;
      return segments.map((segment) => (segment.kind === "text" ? segment.text : "?")).join("");
    }),
  );
  assert.equal(read, expected);
});

test.run();
