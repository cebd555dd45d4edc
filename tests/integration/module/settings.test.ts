import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { MODULE_FIXTURES, withLib } from "../../support/nixpkgs-lib.ts";
import { evaluateIn } from "./support.ts";

type Settings = Record<string, Record<string, unknown>>;

/** What the reference sets, and its options: recorded once from its text under tests/fixtures/module/nixos.nix. */
const recorded = JSON.parse(readFileSync(`${MODULE_FIXTURES}/recorded.json`, "utf8")) as {
  options: Record<string, { type: string; default: string }>;
  settings: Record<string, Settings>;
};

const module = `import ${MODULE_FIXTURES}/services.nix`;
const withoutHash = (value: Settings) =>
  JSON.parse(JSON.stringify(value).replaceAll(/\/nix\/store\/[a-z0-9]{32}-/g, "/nix/store/HASH-"));

/** The same settings as those of 2025: only what PrivateTmp may be has changed. */
const dialects = [...Object.entries(recorded.settings), ["2026", recorded.settings["2025"]!] as const];

for (const [dialect, expected] of dialects) {
  test(
    `dialect ${dialect}: every setting in both modes is the reference's`,
    withLib((lib) => {
      const settings = "lib.mapAttrs (_: service: service.serviceConfig) config.systemd.services";
      assert.equal(withoutHash(evaluateIn(lib, { module, dialect }, settings) as Settings), expected);
    }),
  );
}

test(
  "the five options have the reference's types and defaults",
  withLib((lib) => {
    const ours = evaluateIn(
      lib,
      { module },
      `lib.mapAttrs (_: option: {
        type = option.type.description;
        default = option.defaultText.text or (builtins.toJSON option.default);
      }) (lib.getAttrs (lib.attrNames (lib.importJSON ${MODULE_FIXTURES}/recorded.json).options)
        (host.options.systemd.services.type.getSubOptions [ ]).confinement)`,
    );
    assert.equal(ours, recorded.options);
  }),
);

test(
  "every option of ours is documented, and all that the reference lacks is off by default",
  withLib((lib) => {
    const options = evaluateIn(
      lib,
      { module },
      `lib.mapAttrs (_: option: { inherit (option) description; default = builtins.toJSON (option.defaultText or option.default); })
        (removeAttrs (host.options.systemd.services.type.getSubOptions [ ]).confinement [ "_module" ])`,
    ) as Record<string, { description: string; default: string }>;
    const added = Object.keys(options).filter((name) => !(name in recorded.options));
    assert.ok(added.includes("includePath") && added.includes("profiles"));
    for (const name of added) assert.match(options[name]!.default, /^(false|\[\]|\{\}|"read-only")$/, name);
    for (const [name, { description }] of Object.entries(options)) assert.ok(description.length > 40, name);
  }),
);

test.run();
