# One text in, one file out, by nothing but a POSIX shell's own commands: a sandbox holds no more than /bin/sh.
{ system, shell }:
name: content:
derivation {
  inherit name system content;
  builder = shell;
  passAsFile = [ "content" ];
  args = [
    "-c"
    ''
      while IFS= read -r line; do printf '%s\n' "$line"; done < "$contentPath" > "$out"
      printf '%s' "$line" >> "$out"
    ''
  ];
  preferLocalBuild = true;
}
