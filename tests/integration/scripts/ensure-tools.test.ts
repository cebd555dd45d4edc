import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { root, run } from "../../support/run.ts";

/** A PATH of its own: the few tools that the script needs, and stubs for those that it looks for. */
const test = suite<{ bin: string }>("ensure-tools");

test.before.each((context) => {
  context.bin = mkdtempSync(join(tmpdir(), "ensure-tools-"));
  for (const tool of ["cat", "chmod", "mktemp", "rm"]) {
    const { stdout } = run("/bin/sh", ["-c", `command -v ${tool}`]);
    symlinkSync(stdout.trim(), join(context.bin, tool));
  }
});

test.after.each(({ bin }) => rmSync(bin, { recursive: true }));

function stub(bin: string, name: string, script: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}

const nixOf = (version: string) => `echo '${version}'`;

/** An apt-get that keeps its arguments in `log`; `onInstall` is what an installation does. */
function debian(bin: string, onInstall: string, user = 0): void {
  stub(bin, "id", `echo ${user}`);
  stub(bin, "apt-get", `echo "$*" >>'${bin}/log'\ncase "$*" in *install*) ${onInstall} ;; esac`);
}

const installed = (bin: string) => (existsSync(`${bin}/log`) ? readFileSync(`${bin}/log`, "utf8") : "");

function ensure(bin: string, ...tools: string[]) {
  return run("/bin/sh", [join(root, "scripts/ensure-tools.sh"), ...tools], { env: { PATH: bin } });
}

for (const version of [
  "nix (Nix) 2.8.0",
  "nix (Nix) 2.34.1",
  "nix (Nix) 2.29pre20250101_abcdef1",
  "nix (Lix, like Nix) 2.91.1",
  "nix (Determinate Nix 3.6.1) 2.29.0",
  "nix (Nix) 3.0",
]) {
  test(`is content with ${version}, without a word`, ({ bin }) => {
    stub(bin, "nix", nixOf(version));
    debian(bin, "exit 1");
    assert.equal(ensure(bin, "nix"), { code: 0, stdout: "", stderr: "" });
    assert.is(installed(bin), "");
  });
}

for (const version of ["nix (Nix) 2.3.16", "nix (Nix) 2.7.0", "nix (Nix) 1.99", "no version at all"]) {
  test(`is not content with ${version}`, ({ bin }) => {
    stub(bin, "nix", nixOf(version));
    stub(bin, "id", "echo 1000");
    assert.is(ensure(bin, "nix").code, 3);
  });
}

test("says in one sentence how to get Nix, where it may not install it", ({ bin }) => {
  debian(bin, "exit 1", 1000);
  const { code, stdout, stderr } = ensure(bin, "nix");
  assert.is(code, 3);
  assert.is(stdout, "");
  assert.match(stderr, /^Nix 2\.8 or newer is needed and not on the PATH: install it with .*nix-bin.*\n$/);
  assert.is(installed(bin), "");
});

test("installs Nix from the system's packages as root", ({ bin }) => {
  debian(
    bin,
    `printf '#!/bin/sh\\necho "nix (Nix) 2.8.0"\\n' >'${bin}/nix' && chmod +x '${bin}/nix' && echo noise`,
  );
  const { code, stdout, stderr } = ensure(bin, "nix");
  assert.is(code, 0, stderr);
  assert.is(stdout, "");
  assert.is(stderr, "Installing from the system's packages: nix-bin\n");
  assert.match(installed(bin), /update\n.*install -y --no-install-recommends nix-bin\n$/);
});

test("goes on to install when the lists cannot be updated", ({ bin }) => {
  stub(bin, "id", "echo 0");
  const install = `printf '#!/bin/sh\\necho "nix (Nix) 2.8.0"\\n' >'${bin}/nix' && chmod +x '${bin}/nix'`;
  stub(bin, "apt-get", `case "$*" in *update*) exit 100 ;; *) ${install} ;; esac`);
  assert.is(ensure(bin, "nix").code, 0);
});

test("shows what apt-get said when it fails", ({ bin }) => {
  debian(bin, "echo 'E: no such package' >&2; exit 100");
  const { code, stderr } = ensure(bin, "nix");
  assert.is(code, 3);
  assert.match(stderr, "E: no such package");
  assert.match(stderr, /Nix 2\.8 or newer is needed/);
});

test("goes on without a tool that is only wished for", ({ bin }) => {
  stub(bin, "nix", nixOf("nix (Nix) 2.8.0"));
  stub(bin, "clang", "exit 0");
  stub(bin, "id", "echo 1000");
  const { code, stderr } = ensure(bin, "nix", "clang?", "wasm-ld?");
  assert.is(code, 0);
  assert.is(stderr, "Going on without wasm-ld: it comes with the package lld of Debian and Ubuntu.\n");
  assert.is(ensure(bin, "nix", "wasm-ld").code, 3);
});

test("is content with a program of LLVM under a name with its version", ({ bin }) => {
  stub(bin, "clang-14", "exit 0");
  stub(bin, "wasm-ld-19", "exit 0");
  stub(bin, "id", "echo 1000");
  assert.equal(ensure(bin, "clang", "wasm-ld"), { code: 0, stdout: "", stderr: "" });
});

test("installs all that is missing at once", ({ bin }) => {
  debian(bin, "exit 0");
  ensure(bin, "nix", "clang?", "wasm-ld?");
  assert.match(installed(bin), /install -y --no-install-recommends nix-bin clang lld\n$/);
});

test("knows what provides the programs that run services", ({ bin }) => {
  debian(bin, "exit 0");
  ensure(bin, "systemd-nspawn?", "busybox?", "bwrap?", "strace?", "mkfs.erofs?", "bash-static?");
  assert.match(
    installed(bin),
    /systemd-container busybox-static bubblewrap strace erofs-utils bash-static\n$/,
  );
});

test("knows no other tool", ({ bin }) => {
  const { code, stderr } = ensure(bin, "perl");
  assert.is(code, 2);
  assert.match(stderr, "unknown program: perl");
});

test.run();
