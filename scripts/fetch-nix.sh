#!/bin/sh
# Puts the Nix of a Debian suite into a directory, and nothing into the system: `fetch-nix.sh SUITE DIR`. Leaves DIR/bin
# with Nix' commands, which run from there. The mirror is the one that this machine's own apt uses, in the way that it does.
# `fetch-nix.sh --mirror` prints it.
set -eu

mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Label: Debian' | head -n 1)
if [ -z "$mirror" ]; then
  echo "fetch-nix.sh: apt knows no mirror of Debian on this machine; where its sources name one, run 'apt-get update'" >&2
  exit 3
fi
if [ "$1" = --mirror ]; then
  echo "$mirror"
  exit 0
fi
suite=$1
mkdir -p "$2"
dir=$(cd "$2" && pwd)

# An apt of its own. Nothing is installed in it yet, so that all that Nix needs is got; a suite may be past its date.
mkdir -p "$dir/apt/etc/apt.conf.d" "$dir/apt/etc/preferences.d" "$dir/apt/lists/partial" "$dir/apt/archives/partial"
: >"$dir/apt/status"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$dir/apt/etc/sources.list"
{
  apt-config dump Acquire
  cat <<CONF
Dir "$dir/apt";
Dir::Etc "$dir/apt/etc";
Dir::State "$dir/apt";
Dir::State::status "$dir/apt/status";
Dir::Cache "$dir/apt";
APT::Install-Recommends "false";
APT::Sandbox::User "";
Acquire::Check-Valid-Until "false";
CONF
} >"$dir/apt.conf"
export APT_CONFIG="$dir/apt.conf"
apt-get -qq update
apt-get -qq --yes --download-only install nix-bin patchelf
rm -rf "$dir/root"
for package in "$dir"/apt/archives/*.deb; do dpkg-deb -x "$package" "$dir/root"; done
rm -rf "$dir/apt"

# Nix starts itself again, so that to call it by its loader would not be enough: the program has to name it.
loader=$(find "$dir/root" -name 'ld-linux*.so*' | head -n 1)
libraries=$(find "$dir/root" -name 'lib*.so*' -exec dirname {} + | sort -u | paste -sd:)
"$loader" --library-path "$libraries" "$dir/root/usr/bin/patchelf" \
  --set-interpreter "$loader" --force-rpath --set-rpath "$libraries" "$dir/root/usr/bin/nix"

# The other programs of the suite do not run here, and must not be found.
rm -rf "$dir/bin.part"
mkdir "$dir/bin.part"
for program in "$dir"/root/usr/bin/nix*; do ln -s "$dir/root/usr/bin/nix" "$dir/bin.part/${program##*/}"; done
mv "$dir/bin.part" "$dir/bin"
