/** A directory that a chroot binds, when the service whose RuntimeDirectory it is restarts: nix/module/runtime-directories.nix. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { skipped } from "../support/skip.ts";
import { boot, type Booted } from "./support/boot.ts";
import { whyNoSystemd } from "./support/requirements.ts";

const missing = whyNoSystemd();

const server = (name: string, preserve: string) => `[Service]
Type=notify
NotifyAccess=all
ExecStart=/bin/sh -c 'echo "$INVOCATION_ID" >/run/${name}/socket; systemd-notify --ready; exec sleep 1000'
RuntimeDirectory=${name}
${preserve}
`;
// Type=exec: the default counts as started as soon as it is forked, before systemd has made its mounts.
const client = (name: string) => `[Service]
Type=exec
ExecStart=/bin/sleep 1000
TemporaryFileSystem=/run
BindReadOnlyPaths=-/run/${name}
`;

// As NixOS does when a unit has changed: stopped, then started.
const SCRIPT = `
  for name in removed kept; do
    # One after the other: together they start at once, and the client may look for the directory before it is made.
    systemctl start "$name.service"
    systemctl start "client-$name.service"
    cat "$(root_of "client-$name.service")/run/$name/socket" > "/e2e/out/$name-before"
    systemctl stop "$name.service"
    systemctl start "$name.service"
    cat "$(root_of "client-$name.service")/run/$name/socket" > "/e2e/out/$name-after"
    cat "/run/$name/socket" > "/e2e/out/$name-server"
  done
`;

const test = suite<{ booted: Booted }>("runtime directories");

test.before((context) => {
  if (missing !== null) return;
  context.booted = boot({
    units: {
      "removed.service": server("removed", ""),
      "client-removed.service": client("removed"),
      "kept.service": server("kept", "RuntimeDirectoryPreserve=true"),
      "client-kept.service": client("kept"),
    },
    script: SCRIPT,
  });
});

for (const name of ["removed", "kept"]) {
  test(`one that is ${name} ${name === "kept" ? "shows" : "does not show"} what is made in it anew`, ({
    booted,
  }) => {
    if (missing !== null) return skipped(missing);
    const [before, after, made] = ["before", "after", "server"].map((when) => booted.get(`${name}-${when}`)!);
    assert.match(before!, /^[0-9a-f]{32}\n$/);
    assert.is.not(made, before);
    assert.is(after, name === "kept" ? made : "");
  });
}

test.run();
