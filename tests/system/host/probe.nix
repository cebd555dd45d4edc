# A program that says what it sees, a line `key: value` each. A chroot may lack even /dev/null.
packages: with packages;
script "probe" ''
  b=${busybox}/bin/busybox
  say() { printf '%s: %s\n' "$1" "$2"; }
  names() { $b ls -A "$1" | $b tr '\n' ' ' | $b sed 's/ $//'; }
  has() { if [ "$1" "$2" ]; then echo yes; else echo no; fi; }

  say root "$(names /)"
  say store "$(names /nix/store)"
  say user "$($b id -u)"
  say words "$($b cat ${messages}/share/words)"
  say shell "$(/bin/sh -c 'echo runs' || echo none)"
  say null "$(has -c /dev/null)"
  say proc "$(has -r /proc/self/status)"
  say tmp "$(has -w /tmp)"

  writable=
  for directory in / /bin /tmp /var /run /nix /nix/store ${messages}/share ${busybox}/bin; do
    if ( : > "$directory/.probe" ); then writable="$writable $directory"; $b rm -f "$directory/.probe"; fi
  done
  for file in ${words} ${messages}/share/from; do
    if ( : >> "$file" ); then writable="$writable $file"; fi
  done
  say writable "''${writable# }"

  cd /nix/store
  files() { $b find . -type f | $b sort | $b xargs $b md5sum; }
  links() { $b find . -type l | $b sort | while read -r link; do echo "$link $($b readlink "$link")"; done; }
  say contents "$({ files; links; } | $b md5sum)"
''
