#!/bin/sh
# Inside the container: loads the units under test, runs the test's script, and powers off (ExecStopPost= of e2e.service).
mkdir -p /run/systemd/system
cp -r /e2e/units/. /run/systemd/system/
systemctl daemon-reload

# start UNIT [KEY]: starts it and keeps what systemd and the journal say of it as KEY
start() {
  key=${2-$1}
  since=$(date '+%F %T.%6N')
  systemctl start "$1" 2>"/e2e/out/$key.systemctl"
  keep "$1" "$key"
}

# keep UNIT [KEY]
keep() {
  key=${2-$1}
  systemctl show "$1" >"/e2e/out/$key.show"
  systemctl cat "$1" >"/e2e/out/$key.cat"
  [ "$1" = "$key" ] || mv "/e2e/out/$1.output" "/e2e/out/$key.output" 2>/dev/null
  journalctl --sync
  # -u would leave out what a process said that ended before journald could ask for its unit: systemd writes UNIT= itself.
  set -- "$1" "$key" -b --since "$since" "UNIT=$1" + "_SYSTEMD_UNIT=$1"
  shift 2
  journalctl -o cat "$@" >"/e2e/out/$key.journal" 2>&1
  journalctl -o json "$@" >"/e2e/out/$key.json" 2>&1
}

# root_of UNIT: what the main process of a running unit sees as /
root_of() { echo "/proc/$(systemctl show -P MainPID "$1")/root"; }

systemctl --version | head -n 1 >/e2e/out/version
. /e2e/test.sh
