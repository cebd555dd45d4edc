import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { DIALECT_NAMES, DIALECTS } from "../../../src/reference/dialects.ts";
import { STRATEGIES, STRATEGY_NAMES } from "../../../src/reference/strategies.ts";
import { evaluate } from "../../support/nix.ts";
import { root } from "../../support/run.ts";

type Records = Record<string, Record<string, unknown>>;

/** The fields that both sides have. */
const shared = ["nixpkgs", "root", "privateTmp", "readOnlyRoot", "sharedInstanceRoot", "refuses"] as const;

test("the dialects of Nix are those of TypeScript, field by field", () => {
  const nix = evaluate(
    `builtins.mapAttrs (_: dialect: dialect // { settings = builtins.attrNames (dialect.settings "/run/x"); })
       (import ${root}nix/reference/dialects.nix)`,
  ) as Records;
  assert.equal(Object.keys(nix), DIALECT_NAMES);
  for (const name of DIALECT_NAMES) {
    for (const field of [...shared, "settings"] as const)
      assert.equal(nix[name]![field], DIALECTS[name][field], `${name}.${field}`);
  }
});

test("what a dialect sets below /run follows its root", () => {
  const [settings] = evaluate(
    `[ ((import ${root}nix/reference/dialects.nix)."2024".settings "/run/confinement/web") ]`,
  ) as [unknown];
  assert.equal(settings, {
    RuntimeDirectory: ["confinement/web"],
    InaccessiblePaths: ["-+/run/confinement/web"],
    ReadOnlyPaths: ["+/"],
  });
});

test("the strategies of Nix are those of TypeScript", () => {
  const nix = evaluate(`import ${root}nix/reference/strategies.nix`) as Records;
  assert.equal(Object.keys(nix), STRATEGY_NAMES.toSorted());
  for (const name of STRATEGY_NAMES) {
    const { image, needsReadOnlyStore } = STRATEGIES[name];
    const { hasImage, needsReadOnlyStore: needed } = nix[name]!;
    assert.equal([hasImage, needed], [image !== null, needsReadOnlyStore], name);
  }
});

test("manifest.nix, which can import nothing, recognises dialects by what the table says", () => {
  const text = readFileSync(join(root, "nix/manifest.nix"), "utf8");
  const written = /\n {2}recognisedBy =(.*?)\n {2}\};\n/s.exec(text)?.[1];
  assert.ok(written, "nix/manifest.nix has no recognisedBy");
  const [own, table] = evaluate(
    `[ (${written}\n}) (builtins.mapAttrs (_: dialect: dialect.recognisedBy) (import ${root}nix/reference/dialects.nix)) ]`,
  ) as [unknown, unknown];
  assert.equal(own, table);
});

test("no text is recognised as two dialects", () => {
  const found = evaluate(
    `let
       dialects = import ${root}nix/reference/dialects.nix;
       names = builtins.attrNames dialects;
       textOf = name: builtins.concatStringsSep "\\n" dialects.\${name}.recognisedBy.has;
       has = text: part: builtins.replaceStrings [ part ] [ "" ] text != text;
       fits = text: name: let inherit (dialects.\${name}) recognisedBy; in
         builtins.all (has text) recognisedBy.has && !builtins.any (has text) recognisedBy.lacks;
     in map (name: builtins.filter (fits (textOf name)) names) names`,
  );
  assert.equal(
    found,
    DIALECT_NAMES.map((name) => [name]),
  );
});

test.run();
