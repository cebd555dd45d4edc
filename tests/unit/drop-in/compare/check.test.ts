import { test } from "uvu";
import * as assert from "uvu/assert";
import { comparableServices, driftsOf } from "../../../../src/drop-in/compare/check.ts";
import { manifest, script, service } from "../../../support/services.ts";

const KNOWN = script([
  "make-drop-in-directory",
  "drop-in",
  "header",
  "loop",
  "if-link",
  "bind-link",
  "unless-text",
  "bind-path",
  "end-if",
  "end-loop",
]);
const drv = { drvPath: "/nix/store/x.drv", path: "/nix/store/x" };
const scripts = { known: KNOWN, other: [...KNOWN, { sha256: "0".repeat(64), text: "echo new" }] };

test("a script that is not known is a drift, also where the dialect is declared", () => {
  for (const declared of [null, "2024"]) {
    const host = manifest(
      [
        service("a", [], { reference: { script: "known", drv } }),
        service("b", [], { reference: { script: "other", drv } }),
        service("c"),
        { name: "d", error: null },
      ],
      declared,
      scripts,
    );
    const drifts = driftsOf(host);
    assert.equal(
      drifts.map(({ service: name, newLines }) => [name, newLines]),
      [["b", ["echo new"]]],
    );
    assert.match(drifts[0]!.message, 'service "b": this nixpkgs generates its drop-in by an unknown script');
  }
});

test("what has no reference, and what none can be made of, is not compared, and says why", () => {
  const host = manifest([
    service("a", [], { reference: { script: "known", drv } }),
    service("b"),
    service("c", [], {
      reference: { script: null },
      settings: { PrivateTmp: "disconnected", RootDirectory: null },
    }),
  ]);
  const { comparable, errors } = comparableServices(host);
  assert.equal(
    comparable.map(({ service: { name }, path }) => [name, path]),
    [["a", drv.path]],
  );
  assert.match(errors[0]!.message, 'service "b": nixpkgs has no drop-in');
  assert.match(errors[0]!.hint!, "nixosModules.reference");
  assert.match(errors[1]!.message, 'PrivateTmp is "disconnected"');
});

test.run();
