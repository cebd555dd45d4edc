import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Finding } from "../../../src/core/audit/finding.ts";
import type { Code } from "../../../src/core/audit/words.ts";
import { suggestFor } from "../../../src/core/enter/suggest.ts";
import { missedIn, type Missed } from "../../../src/core/enter/trace.ts";
import { parseExec } from "../../../src/systemd/exec-line.ts";
import { splitEscapedWords, splitWords } from "../../../src/systemd/words.ts";
import type { Target } from "../../../src/core/facts/source.ts";

test("words are split as systemd splits them", () => {
  assert.equal(splitWords(`a "b c" 'd e' f\\ g h"i"j ""`), ["a", "b c", "d e", "f g", "hij", ""]);
  assert.equal(splitWords("   "), []);
});

test("escapes are those of C, which Nix' own way to escape an argument writes", () => {
  assert.equal(splitEscapedWords(`"a\\nb\\"\\\\" c\\sd \\x41\\u0042\\103 '\\t'`), [
    'a\nb"\\',
    "c d",
    "ABC",
    "\t",
  ]);
});

test("an Exec line loses its prefixes, and its specifiers are filled in", () => {
  assert.equal(parseExec("-+/bin/x %i %% $$HOME %n", "get@file"), {
    program: "/bin/x",
    argv: ["/bin/x", "file", "%", "$HOME", "get@file.service"],
  });
  assert.equal(parseExec("@/bin/x name -k", "x"), { program: "/bin/x", argv: ["name", "-k"] });
  assert.is(parseExec("", "x"), null);
});

const TRACE = `10 openat(AT_FDCWD, "/before", O_RDONLY) = -1 ENOENT (No such file or directory)
10 execve("/nix/store/p/bin/p", ["p"], 0x7 /* 3 vars */) = 0
10 access("/etc/ld.so.preload", R_OK) = -1 ENOENT (No such file or directory)
11 openat(AT_FDCWD, "/etc/resolv.conf", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)
11 openat(AT_FDCWD, "/etc/resolv.conf", O_RDONLY|O_CLOEXEC) = -1 ENOENT (No such file or directory)
10 newfstatat(AT_FDCWD, "/tmp/made", 0x7ffc, 0) = -1 ENOENT (No such file or directory)
10 openat(AT_FDCWD, "/tmp/made", O_WRONLY|O_CREAT, 0666) = 3
10 stat("/dev/dri/card0", 0x7ff) = -1 ENOENT (No such file or directory)
10 openat(AT_FDCWD, "/proc/1/maps", O_RDONLY) = -1 EACCES (Permission denied)
10 unlink("/run/x" <unfinished ...>
10 openat(AT_FDCWD, "/there", O_RDONLY) = 4
+++ exited with 0 +++
`;

test("a trace tells what was missed from the program's start on, each path once", () => {
  const missed = missedIn(TRACE, "/nix/store/p/bin/p").map(({ path, kind, times }) => [path, kind, times]);
  assert.equal(missed, [
    ["/etc/ld.so.preload", "spare", 1],
    ["/etc/resolv.conf", "configuration", 2],
    ["/dev/dri/card0", "device or API", 1],
    ["/proc/1/maps", "device or API", 1],
  ]);
});

test("what another folder had, or another try, was not missed; names are as they are, not as strace writes them", () => {
  const trace = `1 execve("/p", [], 0) = 0
1 stat("/nix/store/a/bin/ls", 0) = -1 ENOENT (No such file or directory)
1 stat("/nix/store/b/bin/ls", 0) = 0
1 openat(AT_FDCWD, "/nix/store/a/lib/libz.so.1", O_RDONLY) = -1 ENOENT (No such file or directory)
1 openat(AT_FDCWD, "/nix/store/b/lib/libz.so.1", O_RDONLY) = 3
1 openat(AT_FDCWD, "/srv/\\303\\274 \\"x\\"\\n", O_RDONLY) = -1 ENOENT (No such file or directory)
`;
  assert.equal(missedIn(trace, "/p"), [{ path: '/srv/ü "x"\n', kind: "other", times: 1 }]);
});

function finding(code: Code, target: Target, what: string, fix: string[]): Finding {
  const rest = { confidence: "sure", service: "x", place: null, why: "" } as const;
  return { ...rest, code, target, what, fix, remedies: [], severity: "error", option: ["serviceConfig"] };
}

test("the audit's word counts, and a usual remedy where it has none", () => {
  const elsewhere = "/nix/store/00000000000000000000000000000001-elsewhere";
  const missed: Missed[] = [
    { path: `${elsewhere}/share/x`, kind: "store path", times: 1 },
    { path: "/nix/store/a/bin/convert", kind: "program", times: 2 },
    { path: "/nix/store/b/bin/convert", kind: "program", times: 1 },
    { path: "/etc/resolv.conf", kind: "configuration", times: 1 },
    { path: "/etc/ssl/certs/ca-bundle.crt", kind: "configuration", times: 1 },
    { path: "/srv/data/x", kind: "other", times: 1 },
    { path: "/srv/other", kind: "other", times: 1 },
    { path: "/dev/null", kind: "device or API", times: 1 },
    { path: "/etc/x${y}", kind: "configuration", times: 1 },
  ];
  const findings = [
    finding("CU103", { kind: "storePath", storePath: elsewhere }, "environment.X names it", ["a"]),
    finding("CU101", { kind: "text", text: "convert" }, "convert is run from PATH", ["b"]),
    finding("CU112", { kind: "option" }, "no CA bundle", ["c"]),
    finding("CU108", { kind: "text", text: "/srv/data" }, "not bound", ["d"]),
  ];
  const told = suggestFor(missed, findings, { name: "x", ownModule: true }).map(
    ({ name, paths, times, suggestion }) => [
      name,
      paths.length,
      times,
      suggestion?.code,
      ...(suggestion?.fix ?? []),
    ],
  );
  assert.equal(told, [
    [`${elsewhere}/share/x`, 1, 1, "CU103", "a"],
    ["convert", 2, 3, "CU101", "b"],
    ["/etc/resolv.conf", 1, 1, null, 'confinement.profiles = [ "dns" ];'],
    ["/etc/ssl/certs/ca-bundle.crt", 1, 1, "CU112", "c"],
    ["/srv/data/x", 1, 1, "CU108", "d"],
    ["/srv/other", 1, 1, undefined],
    ["/dev/null", 1, 1, null, 'confinement.mode = "full-apivfs";'],
    ["/etc/x${y}", 1, 1, null, 'serviceConfig.BindReadOnlyPaths = [ "-/etc/x\\${y}" ];'],
  ]);
});

test("without our module, a remedy is written with what nixpkgs has", () => {
  const missed: Missed[] = [
    { path: "/etc/resolv.conf", kind: "configuration", times: 1 },
    { path: "/nix/store/a/bin/convert", kind: "program", times: 1 },
  ];
  const told = suggestFor(missed, [], { name: "x", ownModule: false }).map((each) => each.suggestion?.fix);
  assert.equal(told, [
    ['serviceConfig.BindReadOnlyPaths = [ "/etc/resolv.conf" "-/etc/hosts" ];'],
    ["confinement.packages = map lib.getBin config.systemd.services.x.path;"],
  ]);
});

test("a program that was never started missed nothing that could be told", () => {
  assert.equal(missedIn(TRACE, "/other"), []);
});

test.run();
