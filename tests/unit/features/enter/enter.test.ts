import { test } from "uvu";
import * as assert from "uvu/assert";
import { suggestFor } from "../../../../src/features/enter/suggest.ts";
import { missingAccesses, type MissingAccess } from "../../../../src/features/enter/trace.ts";
import { splitWords, splitEscapedWords } from "../../../../src/systemd/words.ts";
import commandNotInChroot from "../../../../src/features/audit/rules/CU101-command-not-in-chroot.ts";
import commandNotOnPath from "../../../../src/features/audit/rules/CU102-command-not-on-path.ts";
import environmentNotInChroot from "../../../../src/features/audit/rules/CU103-environment-not-in-chroot.ts";
import interpreterNotInChroot from "../../../../src/features/audit/rules/CU106-interpreter-not-in-chroot.ts";
import libraryNotInChroot from "../../../../src/features/audit/rules/CU107-library-not-in-chroot.ts";
import hostPathNotBound from "../../../../src/features/audit/rules/CU108-host-path-not-bound.ts";
import noCaBundle from "../../../../src/features/audit/rules/CU112-no-ca-bundle.ts";
import noTimeZoneData from "../../../../src/features/audit/rules/CU113-no-time-zone-data.ts";
import { parseExec } from "../../../../src/systemd/exec-line.ts";

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
  const missed = missingAccesses(TRACE, "/nix/store/p/bin/p").map(({ path, kind, times }) => [
    path,
    kind,
    times,
  ]);
  assert.equal(missed, [
    ["/etc/ld.so.preload", "optional", 1],
    ["/etc/resolv.conf", "configuration", 2],
    ["/dev/dri/card0", "device or API", 1],
    ["/proc/1/maps", "device or API", 1],
  ]);
});

test("what another directory had, or another try, was not missed; names are as they are, not as strace writes them", () => {
  const trace = `1 execve("/p", [], 0) = 0
1 stat("/nix/store/a/bin/ls", 0) = -1 ENOENT (No such file or directory)
1 stat("/nix/store/b/bin/ls", 0) = 0
1 openat(AT_FDCWD, "/nix/store/a/lib/libz.so.1", O_RDONLY) = -1 ENOENT (No such file or directory)
1 openat(AT_FDCWD, "/nix/store/b/lib/libz.so.1", O_RDONLY) = 3
1 openat(AT_FDCWD, "/srv/\\303\\274 \\"x\\"\\n", O_RDONLY) = -1 ENOENT (No such file or directory)
`;
  assert.equal(missingAccesses(trace, "/p"), [{ path: '/srv/ü "x"\n', kind: "other", times: 1 }]);
});

const WEB = { name: "x", ownModule: true };
const OPTION = { option: ["serviceConfig"] };
const titlesOf = (things: ReturnType<typeof suggestFor>) =>
  things.map(({ name, paths, times, suggestion }) => [
    name,
    paths.length,
    times,
    suggestion?.code,
    ...(suggestion?.fixes ?? []).flatMap(({ applicability, lines }) => [applicability, ...lines]),
  ]);

test("the audit's finding counts, and a usual fix where there is none", () => {
  const elsewhere = "/nix/store/00000000000000000000000000000001-elsewhere";
  const redis = "/nix/store/00000000000000000000000000000002-redis-7/bin/redis-server";
  const missed: MissingAccess[] = [
    { path: `${elsewhere}/share/x`, kind: "store path", times: 1 },
    { path: "/nix/store/a/bin/convert", kind: "program", times: 2 },
    { path: "/nix/store/b/bin/convert", kind: "program", times: 1 },
    { path: "/nix/store/b/bin/mv", kind: "program", times: 1 },
    { path: "/nix/store/b/bin/ls", kind: "program", times: 1 },
    { path: redis, kind: "program", times: 1 },
    { path: "/usr/bin/perl", kind: "other", times: 1 },
    { path: "/nix/store/a/bin/python3", kind: "program", times: 1 },
    { path: "/nix/store/a/lib/libz.so.1", kind: "library", times: 1 },
    { path: "/nix/store/a/lib/libz.so", kind: "library", times: 1 },
    { path: "/etc/resolv.conf", kind: "configuration", times: 1 },
    { path: "/etc/ssl/certs/ca-bundle.crt", kind: "configuration", times: 1 },
    { path: "/etc/zoneinfo/Europe/Berlin", kind: "configuration", times: 1 },
    { path: "/srv/data/x", kind: "other", times: 1 },
    { path: "/srv/data2", kind: "other", times: 1 },
    { path: "/dev/null", kind: "device or API", times: 1 },
    { path: "/etc/x${y}", kind: "configuration", times: 1 },
    { path: "/etc/ld.so.cache", kind: "optional", times: 1 },
  ];
  const target = { kind: "storePath", storePath: elsewhere } as const;
  const findings = [
    environmentNotInChroot.report(WEB, { variable: "X", path: "elsewhere" }, { ...OPTION, target }),
    commandNotInChroot.report(WEB, { command: "convert", package: "imagemagick" }, OPTION),
    commandNotOnPath.report(WEB, { command: "mv" }, OPTION),
    interpreterNotInChroot.report(
      WEB,
      { program: "redis-7/bin/redis-server", interpreter: "/bin/sh" },
      OPTION,
    ),
    interpreterNotInChroot.report(WEB, { program: "tool-1/bin/tool", interpreter: "/usr/bin/perl" }, OPTION),
    interpreterNotInChroot.report(WEB, { program: "tool-1/bin/other", interpreter: "python3" }, OPTION),
    libraryNotInChroot.report(WEB, { program: "x", library: "libz.so.1" }, OPTION),
    noCaBundle.report(
      WEB,
      { program: "curl", library: "libcurl.so.4", state: "no CA bundle is bound or configured" },
      OPTION,
    ),
    noTimeZoneData.report(WEB, { zone: "Europe/Berlin" }, OPTION),
    hostPathNotBound.report(WEB, { option: "ExecStart", path: "/srv/data" }, OPTION),
  ];
  assert.equal(titlesOf(suggestFor(missed, findings, WEB)), [
    [`${elsewhere}/share/x`, 1, 1, "CU103"],
    ["convert", 2, 3, "CU101"],
    ["mv", 1, 1, "CU102"],
    ["ls", 1, 1, null, "safe", "confinement.includePath = true;"],
    ["redis-server", 1, 1, "CU106"],
    ["/usr/bin/perl", 1, 1, "CU106"],
    ["python3", 1, 1, "CU106"],
    ["libz.so.1", 1, 1, "CU107"],
    ["libz.so", 1, 1, null, "manual", "confinement.packages = [ pkgs.… ];"],
    ["/etc/resolv.conf", 1, 1, null, "unsafe", 'confinement.profiles = [ "dns" ];'],
    ["/etc/ssl/certs/ca-bundle.crt", 1, 1, "CU112"],
    ["/etc/zoneinfo/Europe/Berlin", 1, 1, "CU113"],
    ["/srv/data/x", 1, 1, "CU108"],
    ["/srv/data2", 1, 1, undefined],
    ["/dev/null", 1, 1, null, "unsafe", 'confinement.mode = "full-apivfs";'],
    ["/etc/x${y}", 1, 1, null, "unsafe", 'serviceConfig.BindReadOnlyPaths = [ "-/etc/x\\${y}" ];'],
    ["/etc/ld.so.cache", 1, 1, undefined],
  ]);
});

test("without our module, a fix is written with what nixpkgs has", () => {
  const missed: MissingAccess[] = [
    { path: "/etc/resolv.conf", kind: "configuration", times: 1 },
    { path: "/nix/store/a/bin/convert", kind: "program", times: 1 },
  ];
  const found = suggestFor(missed, [], { name: "x", ownModule: false });
  assert.equal(
    found.map((each) => each.suggestion?.fixes.flatMap(({ lines }) => lines)),
    [
      ['serviceConfig.BindReadOnlyPaths = [ "-/etc/hosts" "-/etc/resolv.conf" ];'],
      ["confinement.packages = [ config.systemd.services.x.environment.PATH ];"],
    ],
  );
});

test("a program that was never started missed nothing that is known", () => {
  assert.equal(missingAccesses(TRACE, "/other"), []);
});

test.run();
