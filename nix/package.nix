# The command line.
{
  lib,
  stdenvNoCC,
  callPackage,
  installShellFiles,
  makeBinaryWrapper,
  nodejs,
  llvmPackages,
  lld,
  node_modules ? callPackage ./node-modules.nix { },
}:
stdenvNoCC.mkDerivation {
  pname = "confined-units";
  inherit (lib.importJSON ../package.json) version;
  src = lib.fileset.toSource {
    root = ../.;
    fileset = lib.fileset.unions [
      ../nix
      ../scripts
      ../src
      ../package.json
      ../tsconfig.json
      ../tsconfig.build.json
    ];
  };
  nativeBuildInputs = [
    nodejs
    installShellFiles
    makeBinaryWrapper
    # the parser of Nix is compiled to WebAssembly
    llvmPackages.clang-unwrapped
    lld
  ];
  strictDeps = true;

  buildPhase = ''
    runHook preBuild
    ln -s ${node_modules}/node_modules node_modules
    node --import tsx scripts/build.ts
    runHook postBuild
  '';
  installPhase = ''
    runHook preInstall
    mkdir -p "$out/lib/confined-units"
    cp -r dist nix package.json "$out/lib/confined-units"
    makeWrapper ${lib.getExe nodejs} "$out/bin/confined-units" --add-flags "$out/lib/confined-units/dist/cli.cjs"
    installManPage dist/man/confined-units.1
    installShellCompletion --cmd confined-units --bash dist/completions/confined-units.bash \
      --fish dist/completions/confined-units.fish --zsh dist/completions/_confined-units
    runHook postInstall
  '';
  doInstallCheck = true;
  installCheckPhase = ''
    runHook preInstallCheck
    "$out/bin/confined-units" --version
    runHook postInstallCheck
  '';

  meta = {
    description = "The chroots of confined NixOS services: generated, checked, explained";
    license = lib.licenses.mit;
    sourceProvenance = [ lib.sourceTypes.fromSource ];
    mainProgram = "confined-units";
    platforms = lib.platforms.linux;
  };
}
