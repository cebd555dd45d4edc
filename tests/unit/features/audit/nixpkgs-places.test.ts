import { test } from "uvu";
import * as assert from "uvu/assert";
import { nixpkgsOf, withShortPlace } from "../../../../src/features/audit/nixpkgs-places.ts";
import { memoryFiles } from "../../programs/memory.ts";
import { fullFacts, service, storePath } from "../../../support/services.ts";

const nixpkgs = storePath(1, "source");
const unstable = storePath(2, "nixpkgs-unstable");
const flake = storePath(3, "source");

const MODULE = "nixos/modules/services/web-servers/nginx/default.nix";
const WHOLE = [
  "nixos/modules/module-list.nix",
  "nixos/modules/security/systemd-confinement.nix",
  "pkgs/top-level/all-packages.nix",
];

/** The nixpkgs of a host whose services are defined in these files, in a store with these. */
const found = (defining: readonly string[], stored: readonly string[]) =>
  nixpkgsOf(
    {
      services: defining.map((file, index) =>
        service(`web${index}`, [], {
          full: fullFacts({ definitions: [{ option: ["script"], file, line: 3, column: 5 }] }),
        }),
      ),
    },
    memoryFiles(Object.fromEntries(stored.map((file) => [file, ""]))),
  );
const whole = (root: string) => WHOLE.map((path) => `${root}/${path}`);

const at = (file: string) => ({ place: { file, line: 3, column: 5, endLine: 3, endColumn: 9 } });

test("a place in the host's nixpkgs is shown without the store", () => {
  const root = found([`${nixpkgs}/${MODULE}`, "/etc/nixos/web.nix"], whole(nixpkgs));
  assert.is(root, nixpkgs);
  assert.equal(withShortPlace(at(`${nixpkgs}/${MODULE}`), root), at(`nixpkgs/${MODULE}`));
});

test("other files keep their paths", () => {
  for (const file of ["/etc/nixos/web.nix", "hosts/web.nix", `${flake}/${MODULE}`, `${nixpkgs}/pkgs/web.nix`])
    assert.equal(withShortPlace(at(file), nixpkgs), at(file));
  assert.equal(withShortPlace(at(`${nixpkgs}/${MODULE}`), null), at(`${nixpkgs}/${MODULE}`));
  assert.equal(withShortPlace({ place: null }, nixpkgs), { place: null });
});

test("a flake with NixOS modules of its own is not nixpkgs", () => {
  assert.is(found([`${flake}/${MODULE}`], [`${flake}/${MODULE}`]), null);
  assert.is(
    found([`${flake}/${MODULE}`, `${nixpkgs}/${MODULE}`], [`${flake}/${MODULE}`, ...whole(nixpkgs)]),
    nixpkgs,
  );
});

test("of two nixpkgs, neither is the host's alone", () => {
  const stored = [...whole(nixpkgs), ...whole(unstable)];
  assert.is(found([`${nixpkgs}/${MODULE}`, `${unstable}/${MODULE}`], stored), null);
});

test("what is not in the store here is not known to be nixpkgs", () => {
  assert.is(found([`${nixpkgs}/${MODULE}`], []), null);
  assert.is(found([], whole(nixpkgs)), null);
});

test.run();
