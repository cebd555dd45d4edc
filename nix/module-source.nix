# A directory of TypeScript and the name of a module in it → a copy of that module and all that it imports, and of nothing
# else: an edit elsewhere does not change its store path. Imports of types are left out, since a bundler drops them.
#
# builtins only, for every nixpkgs; runs on Nix 2.8 and later.
{ root, entry }:
let
  inherit (builtins)
    concatMap
    elemAt
    filter
    genericClosure
    isList
    listToAttrs
    match
    readFile
    split
    stringLength
    substring
    ;

  # Below the root, as "core/plan.ts"; "." and ".." are resolved by Nix' own paths.
  named = path: substring 1 (-1) (toString (/. + "/${path}"));
  directoryOf = file: elemAt (match "(.*/)?[^/]+" file) 0;

  importsOf =
    file:
    let
      directory = directoryOf file;
      # `import { … } from "./x.ts"`, `export * from "./x.ts"`, over several lines, too
      statements = filter isList (
        split "(import|export)[[:space:]]+([^\";]*)from[[:space:]]+\"([.][^\"]*)\"" (
          readFile (root + "/${file}")
        )
      );
    in
    concatMap (
      statement:
      if match "type[[:space:]].*" (elemAt statement 1) != null then
        [ ]
      else
        [ (named "${if directory == null then "" else directory}${elemAt statement 2}") ]
    ) statements;

  files = map ({ key }: key) (genericClosure {
    startSet = [ { key = entry; } ];
    operator = { key }: map (file: { key = file; }) (importsOf key);
  });

  # The directories above them; an empty one would be a part of the copy.
  above =
    file:
    let
      directory = directoryOf file;
      name = substring 0 (stringLength directory - 1) directory;
    in
    if directory == null then [ ] else [ name ] ++ above name;
  wanted = listToAttrs (
    map (name: {
      inherit name;
      value = null;
    }) (files ++ concatMap above files)
  );
  prefix = stringLength (toString root) + 1;
in
builtins.path {
  name = "source";
  path = root;
  filter = path: _: wanted ? ${substring prefix (-1) path};
}
