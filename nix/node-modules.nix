# The packages that package-lock.json names, fetched by npm as it does by default: the lock file holds no addresses. Each
# is verified by the hash in the lock file, and all of them by outputHash. `nix/node-modules.json` has that by platform, since
# some packages are programs; tests/scripts/node-modules.test.ts checks it, and says the right one.
{
  lib,
  stdenvNoCC,
  nodejs,
  cacert,
}:
let
  inherit (stdenvNoCC.hostPlatform) node system;
in
stdenvNoCC.mkDerivation {
  name = "confined-units-node-modules";
  src = lib.fileset.toSource {
    root = ../.;
    fileset = lib.fileset.unions [
      ../.npmrc
      ../package.json
      ../package-lock.json
    ];
  };
  nativeBuildInputs = [
    nodejs
    cacert
  ];
  buildPhase = ''
    HOME="$TMPDIR" npm ci --ignore-scripts --os=linux --cpu=${node.arch} --libc=glibc
    rm -rf node_modules/.bin node_modules/.package-lock.json
  '';
  installPhase = ''mv node_modules "$out"'';
  dontFixup = true;
  outputHashMode = "recursive";
  outputHash = (lib.importJSON ./node-modules.json).${system};
}
