# One text in, one file out: by nothing but a POSIX shell's own commands, or by Node.js where `shell` is null. A sandbox may show no
# other program.
{
  system,
  shell,
  nodejs,
}:
name: content:
derivation (
  {
    inherit name system content;
    passAsFile = [ "content" ];
    preferLocalBuild = true;
  }
  // (
    if shell == null then
      {
        builder = "${nodejs}/bin/node";
        args = [
          "-e"
          "require('fs').copyFileSync(process.env.contentPath, process.env.out)"
        ];
      }
    else
      {
        builder = shell;
        args = [
          "-c"
          ''
            while IFS= read -r line; do printf '%s\n' "$line"; done < "$contentPath" > "$out"
            printf '%s' "$line" >> "$out"
          ''
        ];
      }
  )
)
