# Store paths that are no directories.
{ system }:
let
  raw =
    name: command: environment:
    derivation (
      environment
      // {
        inherit name system;
        builder = "/bin/sh";
        PATH = "/usr/bin:/bin";
        args = [
          "-euc"
          command
        ];
      }
    );
in
{
  # file : name → text → a plain file
  file = name: text: raw name "printf '%s' \"$text\" > \"$out\"" { inherit text; };

  # link : name → target → a symbolic link
  link = name: target: raw name "ln -s \"$target\" \"$out\"" { inherit target; };

  # script : name → shebang line's program → text → a package with bin/NAME, as NixOS makes one of `script`
  script =
    package: program: interpreter: body:
    raw package
      ''
        mkdir -p "$out/bin"
        printf '%s\n' "$text" > "$out/bin/$program"
        chmod +x "$out/bin/$program"
      ''
      {
        inherit program;
        text = "#!${interpreter}\n${body}";
      };

  # emptyDirectory : name → the root directory that the reference of 2019 makes
  emptyDirectory = name: raw name "mkdir \"$out\"" { };
}
