# The packages that package-lock.json names, fetched by npm as it does by default: the lock file holds no addresses, which
# buildNpmPackage and importNpmLock need. Each
# is verified by the hash in the lock file, and all of them by outputHash. `nix/node-modules.json` has that by platform, since
# some packages are programs; tests/integration/flake/package.test.ts checks it, and says the right one.
{
  lib,
  stdenvNoCC,
  nodejs,
  cacert,
}:
let
  inherit (stdenvNoCC.hostPlatform) node system;
  lock = builtins.hashFile "sha256" ../package-lock.json;
in
stdenvNoCC.mkDerivation {
  # With another lock file it is another path: an outdated outputHash would find what it once was in the store.
  name = "confined-units-node-modules-${builtins.substring 0 8 lock}";
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
  strictDeps = true;
  buildPhase = ''
    runHook preBuild
    HOME="$TMPDIR" npm ci --ignore-scripts --os=linux --cpu=${node.arch} --libc=glibc
    rm -rf node_modules/.bin node_modules/.package-lock.json
    runHook postBuild
  '';
  # A package finds its neighbours in a directory of this name only.
  installPhase = ''
    runHook preInstall
    mkdir "$out" && mv node_modules "$out"
    runHook postInstall
  '';
  dontFixup = true;
  impureEnvVars = lib.fetchers.proxyImpureEnvVars;
  outputHashMode = "recursive";
  outputHash = (lib.importJSON ./node-modules.json).${system};
}
