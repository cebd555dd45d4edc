# services → { NAME = [ the store paths that its package text names ]; … } for the services where the text itself says what its
# string context means. No .drv is read.
#
# The output of a derivation called NAME is /nix/store/HASH-NAME or …-NAME-OUTPUT, so a text that was made by interpolation
# names each entry of its context, and is read back here. A service is left out where that is not certain:
#   - an entry that is not only `outputs`, or a plain path: a .drv itself;
#   - 32 characters that could be a hash anywhere but in the whole name of an entry;
#   - an entry that the text does not name, or with two hashes; two entries with one hash;
#   - a name that means two things on this host.
# What remains is context that was moved by hand onto the text of another derivation of the same name
# (docs/explanation/closures.md).
services:
let
  inherit (builtins)
    all
    attrNames
    attrValues
    concatMap
    elemAt
    filter
    genList
    head
    intersectAttrs
    isAttrs
    length
    listToAttrs
    map
    mapAttrs
    split
    storeDir
    stringLength
    substring
    ;

  setOf =
    keyOf: valueOf: list:
    listToAttrs (
      map (item: {
        name = keyOf item;
        value = valueOf item;
      }) list
    );

  prefix = "${storeDir}/";
  prefixLength = stringLength prefix;
  hashLength = 32;
  # Up to the name: the store directory, the hash and a dash.
  headLength = prefixLength + hashLength + 1;
  isDerivation = path: substring (stringLength path - 4) 4 path == ".drv";

  # ---- what a context names: { key; name; hash; }, a hash where the path itself has it

  entriesOf =
    { context, ... }:
    concatMap (
      path:
      let
        entry = context.${path};
        baseLength = stringLength path - headLength;
        name = substring headLength (if isDerivation path then baseLength - 4 else baseLength) path;
      in
      if isDerivation path then
        map (output: {
          key = "${path}!${output}";
          name = if output == "out" then name else "${name}-${output}";
          hash = null;
        }) (entry.outputs or [ ])
      else
        [
          {
            key = path;
            inherit name;
            hash = substring prefixLength hashLength path;
          }
        ]
    ) (attrNames context);

  isPlain =
    { context, ... }:
    all (
      path:
      let
        entry = context.${path};
      in
      !(entry.allOutputs or false) && isDerivation path != entry.path or false
    ) (attrNames context);

  # ---- what a text names: { name; hash; }, the name null where what could be a hash is none of a store path

  tokensOf =
    text: longest:
    let
      # Never {32,}, which overflows the stack of older versions of Nix.
      pieces = split "([0-9a-df-np-sv-z]{32})" text;
      token =
        i:
        let
          before = elemAt pieces (2 * i);
          after = elemAt pieces (2 * i + 2);
          start = stringLength before - prefixLength;
        in
        {
          hash = head (elemAt pieces (2 * i + 1));
          name =
            if start >= 0 && substring start prefixLength before == prefix && substring 0 1 after == "-" then
              # One character more than any name has, so that a longer one is none.
              head (split "[^0-9a-zA-Z+._?=-]" (substring 1 (longest + 1) after))
            else
              null;
        };
    in
    genList token (length pieces / 2);

  # ---- one service: { NAME = { key; hash; }; … } of its entries, or null

  candidateOf =
    service:
    let
      entries = entriesOf service;
      entryBy = setOf (entry: entry.name) (entry: entry) entries;
      longest = builtins.foldl' (
        most: { name, ... }: if stringLength name > most then stringLength name else most
      ) 0 entries;
      tokens = tokensOf service.packageText longest;
      isNamed = all ({ name, ... }: name != null && entryBy ? ${name}) tokens;
      hashBy = setOf (token: token.name) (token: token.hash) tokens;
      isOneToOne =
        length (attrNames entryBy) == length entries
        && length (attrNames hashBy) == length entries
        && length (attrNames (setOf (hash: hash) (_: null) (attrValues hashBy))) == length entries
        && all ({ name, hash }: hashBy.${name} == hash) tokens
        && all ({ name, hash, ... }: hash == null || hashBy.${name} == hash) entries;
    in
    if isPlain service && isNamed && isOneToOne then
      mapAttrs (name: { key, ... }: {
        inherit key;
        hash = hashBy.${name};
      }) entryBy
    else
      null;

  candidates = filter ({ found, ... }: found != null) (
    map (service: {
      inherit (service) name;
      found = candidateOf service;
    }) services
  );

  # ---- the host: a name means one entry and one hash, or it is not used

  keyBy = setOf (entry: entry.name) (entry: entry.key) (concatMap entriesOf services);
  otherKeys = filter ({ name, key, ... }: keyBy.${name} != key) (concatMap entriesOf services);
  named = concatMap (
    { found, ... }:
    map (name: {
      inherit name;
      inherit (found.${name}) hash;
    }) (attrNames found)
  ) candidates;
  hashBy = setOf (token: token.name) (token: token.hash) named;
  otherHashes = filter ({ name, hash }: hashBy.${name} != hash) named;
  ambiguous = setOf (item: item.name) (_: null) (otherKeys ++ otherHashes);
in
setOf (candidate: candidate.name) (
  { found, ... }: attrValues (mapAttrs (name: { hash, ... }: "${prefix}${hash}-${name}") found)
) (filter ({ found, ... }: intersectAttrs ambiguous found == { }) candidates)
