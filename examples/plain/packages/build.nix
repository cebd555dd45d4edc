# One package: a raw derivation whose outputs hold a few text files that refer to what the package needs at
# run time. Outputs are laid out as nixpkgs does it: programs go to `bin`, libraries to `lib`, each to `out`
# where there is no such output; `dev` refers to the libraries and to the `dev` of what they need.
{ system }:
name:
{
  version,
  pname ? name,
  outputs ? [ "out" ],
  needs ? [ ],
  programs ? [ ],
  library ? false,
  interpreter ? "/bin/sh",
  data ? { },
}:
let
  inherit (builtins)
    attrNames
    concatStringsSep
    elem
    head
    match
    replaceStrings
    ;

  home = kind: if elem kind outputs then kind else "out";
  here = output: builtins.placeholder output;
  lines = concatStringsSep "\n";
  optional = wanted: value: if wanted then [ value ] else [ ];
  isData = !library && programs == [ ];

  libraryFile = {
    output = home "lib";
    path = "lib/lib${name}.so";
    text = lines ([ "${name} ${version}" ] ++ map (need: "needs ${need}/lib") needs);
  };
  programFile = program: {
    output = home "bin";
    path = "bin/${program}";
    text = lines (
      [ "#!${interpreter}" ]
      ++ map (need: "# needs ${need}") (needs ++ optional library (here (home "lib")))
      ++ [ "echo ${program} ${version} \"$@\"" ]
    );
  };
  devFile = {
    output = "dev";
    path = "lib/pkgconfig/${name}.pc";
    text = lines (
      [
        "Version: ${version}"
        "Libs: -L${here (home "lib")}/lib"
      ]
      ++ map (need: "Requires: ${need.dev}") (builtins.filter (need: need ? dev) needs)
    );
  };
  docFile = {
    output = "doc";
    path = "share/doc/${name}/README";
    text = "${name} ${version}";
  };
  dataFile = path: {
    output = "out";
    inherit path;
    text = data.${path};
  };

  files =
    optional library libraryFile
    ++ map programFile programs
    ++ map dataFile (attrNames data)
    ++ optional (elem "dev" outputs) devFile
    ++ optional (elem "doc" outputs) docFile
    ++ optional isData {
      output = "out";
      path = "nix-support/propagated-build-inputs";
      text = lines (map toString needs);
    }
    # an output may have no file of its own, such as the `out` of a package that is all `lib`
    ++ map (output: {
      inherit output;
      path = "nix-support/package";
      text = "${name} ${version}";
    }) outputs;

  quoted = text: "'${replaceStrings [ "'" ] [ "'\\''" ] text}'";
  place = file: "\"\$${file.output}\"/${quoted file.path}";
  parent = file: "\"\$${file.output}\"/${quoted (head (match "(.*)/[^/]*" file.path))}";
in
derivation {
  name = "${pname}-${version}";
  inherit system outputs;
  builder = "/bin/sh";
  PATH = "/usr/bin:/bin";
  args = [
    "-euc"
    (lines (
      [ "mkdir -p ${concatStringsSep " " (map parent files)}" ]
      ++ map (file: "printf '%s\\n' ${quoted file.text} > ${place file}") files
      ++ map (program: "chmod +x \"\$${home "bin"}\"/bin/${quoted program}") programs
    ))
  ];
}
