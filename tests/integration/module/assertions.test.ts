import { test } from "uvu";
import * as assert from "uvu/assert";
import { withLib } from "../../support/nixpkgs-lib.ts";
import { confined, evaluateIn } from "./support.ts";

const FAILED = "map (found: found.message) (lib.filter (found: !found.assertion) config.assertions)";

const refused: [string, string, string, RegExp][] = [
  [
    "a second root directory, where both are definitions",
    "2024",
    'serviceConfig.RootDirectory = "/srv";',
    /second root directory.*lib\.mkForce "\/run\/confinement\/it"\.$/,
  ],
  ["a root directory by force", "2024", 'serviceConfig.RootDirectory = lib.mkForce "/srv";', /second root/],
  [
    "the root directory of another dialect, by force",
    "2025",
    'serviceConfig.RootDirectory = lib.mkForce "/run/confinement/it";',
    /lib\.mkForce "\/run\/confinement\/%n"\.$/,
  ],
  [
    "RootDirectoryStartOnly",
    "2024",
    "serviceConfig.RootDirectoryStartOnly = true;",
    /RootDirectoryStartOnly: .*Set it to false/,
  ],
  ["RootDirectoryStartOnly in words", "2024", 'serviceConfig.RootDirectoryStartOnly = "yes";', /StartOnly/],
  [
    "a PrivateTmp string before 2026",
    "2025",
    'serviceConfig.PrivateTmp = "disconnected";',
    /PrivateTmp = "disconnected", a string, which the rules of nixpkgs 25\.11 and later do not support.*560614/,
  ],
  [
    "DynamicUser in 2022",
    "2022",
    "serviceConfig.DynamicUser = true;",
    /DynamicUser.*rules of nixpkgs 22\.05–24\.05/,
  ],
  ["ProtectSystem in 2022", "2022", 'serviceConfig.ProtectSystem = "strict";', /ProtectSystem.*Leave it out/],
];

for (const [what, dialect, settings, expected] of refused) {
  test(
    `refuses ${what}, by the service's name`,
    withLib((lib) => {
      const failed = evaluateIn(lib, { module: confined(settings), dialect }, FAILED) as string[];
      assert.is(failed.length, 1, failed.join("\n"));
      assert.match(failed[0]!, /^service "it" is confined and has /);
      assert.match(failed[0]!, expected);
    }),
  );
}

test(
  "refuses mounts that rely on a read-only store where it is writable",
  withLib((lib) => {
    const inherits = confined("", 'mounts = "inherit";');
    assert.equal(evaluateIn(lib, { module: inherits }, FAILED), []);
    const module = `{ imports = [ (${inherits}) ]; boot.nixStoreMountOpts = [ "nodev" ]; }`;
    const [failed] = evaluateIn(lib, { module }, FAILED) as string[];
    assert.match(failed!, /^service "it" is confined and has confinement\.mounts = "inherit".*"overlay"/);
  }),
);

const accepted: [string, string, string][] = [
  ["nothing of note", "2024", ""],
  [
    "the very root directory, by force",
    "2024",
    'serviceConfig.RootDirectory = lib.mkForce "/run/confinement/it";',
  ],
  ["RootDirectoryStartOnly = false", "2024", "serviceConfig.RootDirectoryStartOnly = false;"],
  ["PrivateTmp = disconnected in 2026", "2026", 'serviceConfig.PrivateTmp = "disconnected";'],
  ["a PrivateTmp string in 2022, which does not read it", "2022", 'serviceConfig.PrivateTmp = "yes";'],
  ["DynamicUser in 2024", "2024", "serviceConfig.DynamicUser = true;"],
  ["ProtectSystem in 2024", "2024", 'serviceConfig.ProtectSystem = "strict";'],
  ["ProtectSystem = false in 2022", "2022", "serviceConfig.ProtectSystem = false;"],
  ["an empty directory in the store in 2019", "2019", ""],
];

for (const [what, dialect, settings] of accepted) {
  test(
    `accepts ${what}`,
    withLib((lib) => assert.equal(evaluateIn(lib, { module: confined(settings), dialect }, FAILED), [])),
  );
}

test(
  "says nothing of services that are not confined",
  withLib((lib) => {
    const module = `{ systemd.services.it.serviceConfig = { RootDirectory = "/srv"; RootDirectoryStartOnly = true; }; }`;
    assert.equal(evaluateIn(lib, { module }, FAILED), []);
  }),
);

test.run();
