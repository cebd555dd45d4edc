import { test } from "uvu";
import * as assert from "uvu/assert";
import { missedIn } from "../../../src/core/enter/trace.ts";
import { parseExec, splitWords } from "../../../src/core/enter/words.ts";

test("words are split as systemd splits them", () => {
  assert.equal(splitWords(`a "b c" 'd e' f\\ g h"i"j ""`), ["a", "b c", "d e", "f g", "hij", ""]);
  assert.equal(splitWords("   "), []);
});

test("escapes are those of C, which Nix' own way to escape an argument writes", () => {
  assert.equal(splitWords(`"a\\nb\\"\\\\" c\\sd \\x41\\u0042\\103 '\\t'`), ['a\nb"\\', "c d", "ABC", "\t"]);
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
    ["/etc/ld.so.preload", "library", 1],
    ["/etc/resolv.conf", "configuration", 2],
    ["/dev/dri/card0", "device or API", 1],
    ["/proc/1/maps", "device or API", 1],
  ]);
});

test("a program that was never started missed nothing that could be told", () => {
  assert.equal(missedIn(TRACE, "/other"), []);
});

test.run();
