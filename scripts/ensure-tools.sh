#!/bin/sh
# Makes sure that the programs named as arguments are there: `ensure-tools.sh nix clang?`. A name that ends in `?` is wished
# for only: without it this says so and goes on. As root on Debian or Ubuntu what is missing is installed from the system's
# packages; elsewhere one sentence says how to get it, and the exit status is 3.
set -eu

# Which package of Debian and Ubuntu provides a program.
package_of() {
  case $1 in
    nix) echo nix-bin ;;
    clang) echo clang ;;
    wasm-ld) echo lld ;;
    systemd-nspawn) echo systemd-container ;;
    bwrap) echo bubblewrap ;;
    mkfs.erofs) echo erofs-utils ;;
    bash-static | openssl | strace | zsh | fish) echo "$1" ;;
    busybox) echo busybox-static ;;
    *) echo "ensure-tools.sh: unknown program: $1" >&2; exit 2 ;;
  esac
}

# Programs of LLVM may be there under a name with a version only, such as clang-14.
versioned() {
  case $1 in clang | wasm-ld) ;; *) return 1 ;; esac
  version=14
  while [ "$version" -le 30 ]; do
    ! command -v "$1-$version" >/dev/null 2>&1 || return 0
    version=$((version + 1))
  done
  return 1
}

# 2.8 is the oldest Nix that is supported. The version is the last word of the line in Nix, in Lix
# ("nix (Lix, like Nix) 2.91.1") and in Determinate Nix alike.
present() {
  command -v "$1" >/dev/null 2>&1 || versioned "$1" || return 1
  [ "$1" = nix ] || return 0
  version=$(nix --version 2>/dev/null) || return 1
  version=${version##* }
  major=${version%%.*}
  minor=${version#*.}
  minor=${minor%%[!0-9]*}
  case $major:$minor in :* | *: | *[!0-9:]*) return 1 ;; esac
  [ "$major" -gt 2 ] || { [ "$major" -eq 2 ] && [ "$minor" -ge 8 ]; }
}

can_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

install_packages() {
  log=$(mktemp)
  echo "Installing from the system's packages: $*" >&2
  # A failing update is not the end: the lists that are there may do.
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 update </dev/null >"$log" 2>&1 || true
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "$@" \
    </dev/null >>"$log" 2>&1 || cat "$log" >&2
  rm -f "$log"
}

packages=
for argument; do
  program=${argument%\?}
  package=$(package_of "$program")
  present "$program" || packages="$packages $package"
done
[ -n "$packages" ] || exit 0
# shellcheck disable=SC2086 # one word per package
if can_install; then install_packages $packages; fi

status=0
for argument; do
  program=${argument%\?}
  present "$program" && continue
  package=$(package_of "$program")
  case $argument in
    *\?)
      echo "Going on without $program: it comes with the package $package of Debian and Ubuntu." >&2
      continue
      ;;
    nix) echo "Nix 2.8 or newer is needed and not on the PATH: install it with 'apt-get install $package' as root on Debian or Ubuntu, or as https://nixos.org/download says." >&2 ;;
    *) echo "$program is needed and not on the PATH: it comes with the package $package of Debian and Ubuntu." >&2 ;;
  esac
  status=3
done
exit $status
