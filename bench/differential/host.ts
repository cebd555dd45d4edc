import type { Package } from "./packages.ts";
import { randomPackages } from "./packages.ts";
import { randomFrom, type Random } from "./random.ts";

/** What a text says of a package, as Nix of a string; `other` is one that it has nothing to do with. */
const PIECES: ((of: Package, other: Package) => string | null)[] = [
  ({ nix }) => nix,
  ({ nix }) => nix,
  ({ nix }) => nix,
  ({ nix }) => `"\${${nix}}/bin/x --y"`,
  ({ nix }) => `"--in=\${${nix}}:\${${nix}}/etc"`,
  ({ nix }, other) => `"\${${nix}} \${${other.nix}}"`,
  ({ nix }, other) => `"\${${nix}}\${${other.nix}}"`,
  ({ nix }) => `"a\${${nix}}b"`,
  ({ nix }) => `builtins.toJSON { text = "ExecStart=\${${nix}}\\n"; }`,
  ({ nix }) => `hashOf ${nix}`,
  ({ nix }) => `"z\${hashOf ${nix}}0"`,
  ({ nix }, other) => `"\${hashOf ${nix}}\${hashOf ${other.nix}}"`,
  ({ nix }) => `upper ${nix}`,
  ({ nix }) => `"\${cut 0 20 ${nix}}\\n\${cut 20 300 ${nix}}"`,
  ({ nix }) => `bare ${nix}`,
  ({ nix }) => `hashOf (bare ${nix})`,
  ({ nix }) => `builtins.appendContext "" (builtins.getContext ${nix})`,
  // Of another name, so that it is certain in an evaluation, too, what is meant (docs/explanation/closures.md).
  ({ nix }, other) => `"\${hashOf (bare ${nix})} \${cut 0 0 ${other.nix}}"`,
  ({ drvPath }) => drvPath,
  ({ drvPath }) => (drvPath === null ? null : `"\${${drvPath}} x"`),
  ({ drvPath }) => (drvPath === null ? null : `builtins.unsafeDiscardOutputDependency ${drvPath}`),
  ({ drvPath }) => (drvPath === null ? null : `hashOf ${drvPath}`),
  ({ drvPath }, { nix }) => (drvPath === null ? null : `"\${cut 0 0 ${drvPath}} \${${nix}}"`),
  () => '""',
  () => '"set -e\\n  exec true\\n"',
];

function textFrom(random: Random, packages: readonly Package[], isUnbuilt: boolean): string {
  // Nobody else names it, so it is not built.
  if (isUnbuilt)
    return 'builtins.unsafeDiscardOutputDependency (make { name = "unbuilt"; script = ""; }).drvPath';
  for (;;) {
    const piece = random.pick(PIECES)(random.pick(packages), random.pick(packages));
    if (piece !== null) return piece;
  }
}

function shellFrom(random: Random, packages: readonly Package[]): string {
  const { program } = random.pick(packages);
  if (random.chance(55)) return "null";
  return random.pick([program, program, program, `bare ${program}`, '"/bin/sh"', '"/nowhere/sh"']);
}

export const DIALECTS = ["2019", "2022", "2024"];

/**
 * A host in the shape of NixOS with random services, as a Nix expression: a function of `only`, the names of its services or
 * null for all. Its `references` are what nixpkgs would build, by service.
 */
export function randomHost(seed: number, services: number, salt: string, referenceDirectory: string): string {
  const random = randomFrom(seed);
  const { packages, nix } = randomPackages(random, 12 + random.below(20), salt);
  const service = (i: number) => {
    // Few services per host can fail, or no host is compared as a whole.
    const texts = Array.from({ length: 1 + random.below(6) }, () =>
      textFrom(random, packages, random.chance(1)),
    );
    return `s${i} = { texts = [ ${texts.map((text) => `(${text})`).join(" ")} ]; binSh = ${shellFrom(random, packages)}; privateTmp = ${random.chance(50)}; };`;
  };
  const dialect = random.pick(DIALECTS);
  return `{ only ? null }:
let
  make = { name, script, outputs ? [ "out" ] }: derivation {
    inherit name outputs;
    system = builtins.currentSystem;
    builder = "/bin/bash";
    PATH = "/usr/bin:/bin";
    # The shell goes on to its own end: Nix 2.8 kills a builder that has closed its output, as ln does before it exits.
    args = [ "-ec" "# ${salt}\\n\${script}\\nexit 0" ];
  };
  bare = builtins.unsafeDiscardStringContext;
  cut = builtins.substring;
  hashOf = path: cut (builtins.stringLength builtins.storeDir + 1) 32 path;
  letters = "abcdefghijklmnopqrstuvwxyz";
  split = text: builtins.genList (i: cut i 1 text) (builtins.stringLength text);
  upper = builtins.replaceStrings (split letters) (split "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
  ${nix}
  all = {
    ${Array.from({ length: services }, (_, i) => service(i)).join("\n    ")}
  };
  chosen = if only == null then all else builtins.intersectAttrs (builtins.listToAttrs (map (name: { inherit name; value = null; }) only)) all;
  # Else a text without store paths would be the same derivation in both settings.
  packagesOf = { texts, binSh, ... }: [ "# ${salt}" ] ++ texts ++ (if binSh == null then [ ] else [ binSh ]);
  dropIn = import ${referenceDirectory}/drop-in.nix {
    builders = import ${referenceDirectory}/stand-in.nix { };
    dialect = "${dialect}";
  };
in
{
  config.confinedUnits.dialect = "${dialect}";
  config.systemd.services = builtins.mapAttrs (_: service: {
    confinement = {
      enable = true;
      mode = "full-apivfs";
      fullUnit = false;
      inherit (service) binSh;
      packages = packagesOf service;
    };
    serviceConfig.PrivateTmp = service.privateTmp;
  }) chosen;
  pkgs.system = builtins.currentSystem;
  # All outputs of all packages.
  packages = builtins.concatMap (package: if builtins.isAttrs package then package.all else [ ]) [ ${packages.map(({ name }) => name).join(" ")} ];
  references = builtins.mapAttrs (name: service: dropIn {
    inherit name;
    pathSafeName = name;
    text = builtins.concatStringsSep "\\n" (packagesOf service);
    inherit (service) binSh privateTmp;
  }) chosen;
}
`;
}
