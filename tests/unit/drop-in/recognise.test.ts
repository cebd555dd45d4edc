import { test } from "uvu";
import * as assert from "uvu/assert";
import { isDirectoryOfOurs, isFileOfOurs, isTextOfOurs } from "../../../src/drop-in/recognise.ts";
import { renderDropIn } from "../../../src/drop-in/render.ts";
import { recordedCases } from "../vectors/recorded.ts";
import { storePath } from "../../support/services.ts";

const bytes = (text: string) => Buffer.from(text).toString("latin1");
const UNITS = "lib/systemd/system";

test("every recorded drop-in and its place are recognised", () => {
  const built = recordedCases().filter(({ result }) => result.content !== undefined);
  assert.ok(built.length > 100);
  for (const { service, vintage, result } of built) {
    const what = `${vintage} ${service}`;
    assert.ok(isTextOfOurs(bytes(result.content!)), what);
    assert.ok(isFileOfOurs(result.path!), what);
    assert.ok(isFileOfOurs(`host/${result.path!}`), what);
  }
});

const binds = [
  { source: null, target: storePath(1) },
  { source: "/opt/a b:%\u00fc", target: storePath(2) },
  { source: "", target: storePath(3) },
];
const inaccessible = ["InaccessiblePaths=-+/tmp", "InaccessiblePaths=-+/var/tmp"];

test("what generate renders is recognised, with both mounts that need no build", () => {
  for (const mounts of ["read-only", "inherit"] as const)
    for (const binSh of [null, "/nix/store/x:y/bin/sh"])
      for (const hidden of [[], inaccessible])
        for (const some of [[], binds])
          assert.ok(
            isTextOfOurs(bytes(renderDropIn({ mounts, binSh, inaccessible: hidden, binds: some }))),
            JSON.stringify({ mounts, binSh, hidden, some }),
          );
});

const [a, b] = [storePath(1), storePath(2)];

test("a text that somebody wrote or edited is not", () => {
  for (const text of [
    "",
    "my own unit\n",
    "[Service]",
    "[Service]\n\n",
    "# mine\n[Service]\n",
    "[Unit]\nDescription=x\n\n[Service]\n",
    "[Service]\nExecStart=/bin/true\n",
    "[Service]\nBindReadOnlyPaths=/etc/hosts\n",
    "[Service]\nBindReadOnlyPaths=-/etc/hosts:/bin/sh\n",
    `[Service]\nBindReadOnlyPaths=${a}`,
    `[Service]\nBindReadOnlyPaths=${a} ${b}\n`,
    `[Service]\nBindReadOnlyPaths=${a}/bin\n`,
    `[Service]\nBindReadOnlyPaths=${b}\nBindReadOnlyPaths=${a}\n`,
    `[Service]\nBindReadOnlyPaths=${a}\nBindReadOnlyPaths=${a}\n`,
    `[Service]\nBindReadOnlyPaths=${a}\nBindReadOnlyPaths=/other${b}\n`,
    `[Service]\nBindReadOnlyPaths=${a}\n# a note\n`,
    `[Service]\nBindPaths=${a}\n`,
    `[Service]\nInaccessiblePaths=-+/tmp\nBindReadOnlyPaths=${a}\n`,
    `[Service]\nBindReadOnlyPaths=${a}\nEnvironment=TOKEN=x\n`,
    `[Unit]\nAssertPathIsReadWrite=!/nix/store\n\n[Service]\nBindReadOnlyPaths=${a}\n`,
  ])
    assert.not.ok(isTextOfOurs(text), text);
});

test("a place is known by its whole path", () => {
  for (const path of [`${UNITS}/web.service`, `h/${UNITS}/web@.service.d/confinement.conf`])
    assert.ok(isFileOfOurs(path), path);
  for (const path of [
    "notes.txt",
    "web.service",
    `${UNITS}/web.socket`,
    `${UNITS}/web.service.d/override.conf`,
    `${UNITS}/web.socket.d/confinement.conf`,
    `a/b/${UNITS}/web.service`,
    `${UNITS}/web.service/x.service`,
  ])
    assert.not.ok(isFileOfOurs(path), path);
  for (const path of ["lib", "host", "host/lib", "lib/systemd", UNITS, `h/${UNITS}/web.service.d`])
    assert.ok(isDirectoryOfOurs(path), path);
  for (const path of ["host/src", "lib/x", `${UNITS}/web.d`, `${UNITS}/web.service.d/x`, "a/b/lib"])
    assert.not.ok(isDirectoryOfOurs(path), path);
});

test.run();
