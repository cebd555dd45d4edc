#!/bin/sh
# boot.sh NAME TREE SHARE UNITS [ARGUMENT…]: boots systemd in a container, with TREE as its root (`/`: this machine's own
# /usr) and SHARE as /e2e, until a unit powers it off; ARGUMENTs go to systemd-nspawn.
# E2E_TIMEOUT: seconds. As root.
set -eu
name=$1 tree=$2 share=$3 units=$4
shift 4

# A cgroup of its own, or systemd-nspawn leaves its own in the one that we are in.
unified=/sys/fs/cgroup/unified
[ -d $unified ] || unified=/sys/fs/cgroup
mkdir "$unified/$name"
leave() {
  echo $$ >"$unified/cgroup.procs" 2>/dev/null || true
  for top in "$unified/$name" "/sys/fs/cgroup/systemd/$name"; do
    [ ! -d "$top" ] || find "$top" -depth -type d -exec rmdir {} + 2>/dev/null || true
  done
}
trap leave EXIT
echo $$ >"$unified/$name/cgroup.procs"

volatile=yes
[ "$tree" = / ] || volatile=overlay
# Each of these flags is there because systemd does not come up, or waits for a key, without it; confined units of the
# rules of 2022 need /var/empty, which a volatile root lacks.
SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 timeout -k 5 "$E2E_TIMEOUT" systemd-nspawn --quiet --keep-unit --register=no -M "$name" \
  -D "$tree" --volatile=$volatile --tmpfs=/var/empty "--bind=$share:/e2e" "--bind-ro=$units:/etc/systemd/system" "$@" \
  --boot systemd.unit=e2e.target systemd.firstboot=off systemd.mask=systemd-firstboot.service </dev/null
