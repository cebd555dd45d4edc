import { test } from "uvu";
import * as assert from "uvu/assert";
import { UsageError } from "../../../../src/base/errors.ts";
import { parseFlakeReference } from "../../../../src/nix/evaluate/flake-ref.ts";
import { thrownBy } from "../../../integration/nix/support.ts";

const REFERENCES: [string, string, string | null][] = [
  ["", ".", null],
  [".", ".", null],
  ["#web", ".", "web"],
  [".#", ".", null],
  ["path:/srv/my flake", "path:/srv/my flake", null],
  ["path:/srv?dir=nixos#web", "path:/srv?dir=nixos", "web"],
  ["github:owner/repo/branch?dir=a#web.example", "github:owner/repo/branch?dir=a", "web.example"],
  ['.#"web.example"', ".", "web.example"],
  ['.#nixosConfigurations."web.example"', ".", "web.example"],
  [".#.nixosConfigurations.web", ".", "web"],
  ['.#"a\\"b"', ".", 'a"b'],
  [".#web%20one", ".", "web one"],
  [".#a#b", ".", "a#b"],
];

test("splits a reference as Nix does, and takes a host's name as users write it", () => {
  for (const [reference, ref, host] of REFERENCES)
    assert.equal(parseFlakeReference(reference), { ref, host }, reference);
});

test("a host that is percent-encoded wrong is named", async () => {
  assert.match((await thrownBy(UsageError, () => parseFlakeReference(".#a%zz"))).message, '".#a%zz"');
});

test.run();
