# One host of programs that run: `dialect` and `busybox` as strings → the host, its units' texts, its drop-ins.
{ dialect, busybox, builder, nodejs, system ? builtins.currentSystem }:
let
  packages = import ./packages.nix { inherit system busybox; };
  services = import ./services.nix packages;
  host = import ../../../examples/plain/evaluate.nix { inherit dialect packages; } [ { file = ./services.nix; value = services; } ];
  generator = import ../../../nix { inherit system nodejs; builder = /. + builder; };
  units = builtins.mapAttrs (_: unit: unit.text) host.config.systemd.units;
in
{
  inherit host packages;

  # one to look into with bubblewrap
  lookedInto = import ../../../examples/plain/evaluate.nix { inherit dialect packages; } [
    { file = ./lacking.nix; value = import ./lacking.nix packages; }
  ];
  dropIns = generator.confinedUnits (host // { name = "e2e-${dialect}"; });
  # a file that names them all, so that all they name is there
  units = packages.file "units" (builtins.toJSON units);
}
