import { test } from "uvu";
import * as assert from "uvu/assert";
import { readJournal } from "../../../src/systemd/journal.ts";

/** Messages of systemd 252, of shells, of coreutils and of glibc's loader, and what each names. */
const MESSAGES: [message: string, kind: string, name: string, reason: string][] = [
  [
    "x.service: Failed to set up mount namespacing: /run/systemd/unit-root/etc/x: No such file or directory",
    "mount",
    "/run/systemd/unit-root/etc/x",
    "No such file or directory",
  ],
  [
    "x.service: Failed to set up mount namespacing: /a: b: Permission denied",
    "mount",
    "/a: b",
    "Permission denied",
  ],
  [
    "x.service: Failed to set up mount namespacing: Operation not permitted",
    "mount",
    "",
    "Operation not permitted",
  ],
  [
    "x.service: Failed to load environment files: No such file or directory",
    "environment",
    "",
    "No such file or directory",
  ],
  ["x.service: Starting requested but asserts failed.", "assert", "", ""],
  ["Dependency failed for A service.", "dependency", "", ""],
  ["x.service: Failed at step EXEC spawning /bin/x: Permission denied", "step", "EXEC", "Permission denied"],
  ["x.service: Failed at step USER spawning /a: b: No such process", "step", "USER", "No such process"],
  [
    "/bin/x: error while loading shared libraries: libz.so.1: cannot open shared object file: No such file",
    "library",
    "libz.so.1",
    "cannot open shared object file: No such file",
  ],
  ["/usr/bin/env: ‘python3’: No such file or directory", "command", "python3", "No such file or directory"],
  ["env: 'perl': No such file or directory", "command", "perl", "No such file or directory"],
  ["zsh:1: command not found: jq", "command", "jq", ""],
  ["/nix/store/x-start: line 3: ln: command not found", "command", "ln", "command not found"],
  ["/bin/sh: 1: convert: not found", "command", "convert", "not found"],
  [
    "/x: line 9: /usr/bin/sed: No such file or directory",
    "command",
    "/usr/bin/sed",
    "No such file or directory",
  ],
];
for (const [message, kind, name, reason] of MESSAGES) {
  test(message, () => {
    assert.equal(readJournal(message, null), { lines: [message], clues: [{ kind, name, reason }] });
  });
}

test("other messages name nothing", () => {
  const lines = ["cat: /etc/x: No such file or directory", "hello", "Started A.", "not found"];
  assert.equal(readJournal(lines.join("\n"), null), { lines, clues: [] });
});

const entry = (fields: Record<string, unknown>) => JSON.stringify(fields);

test("of JSON, only the messages of the invocation count, whoever they are from", () => {
  const text = [
    entry({ INVOCATION_ID: "one", MESSAGE: "a" }),
    entry({ INVOCATION_ID: "two", MESSAGE: "b" }),
    entry({ _SYSTEMD_INVOCATION_ID: "two", MESSAGE: "c" }),
    entry({ _SYSTEMD_INVOCATION_ID: "one", MESSAGE: "d" }),
    entry({ MESSAGE: "e" }),
    entry({ INVOCATION_ID: "two", _SYSTEMD_INVOCATION_ID: "one", MESSAGE: "f" }),
  ].join("\n");
  assert.equal(readJournal(text, "two").lines, ["b", "c", "e", "f"]);
  assert.equal(readJournal(text, null).lines, ["a", "b", "c", "d", "e", "f"]);
});

test("a message may be bytes, several lines, or none at all", () => {
  const bytes = [...new TextEncoder().encode("ä\n\nb")];
  const text = [
    entry({ MESSAGE: bytes }),
    entry({ MESSAGE: null }),
    entry({}),
    entry({ MESSAGE: "one line\n \nand more" }),
  ];
  assert.equal(readJournal(text.join("\n"), null).lines, ["ä", "b", "one line", "and more"]);
});

test("broken JSON stands as it is, empty lines are none", () => {
  assert.equal(readJournal('{ broken\n\n  \n{"MESSAGE":', null).lines, ["{ broken", '{"MESSAGE":']);
});

test("what short and short-iso put before a message is left out", () => {
  const lines = [
    "Nov 24 09:58:07 host systemd[1]: a: b",
    "Nov 24 09:58:07.123456 host x[22]: c",
    "2026-11-24T09:58:07+0000 host sh[22]: d",
    "Nov 4 bad",
  ];
  assert.equal(readJournal(lines.join("\n"), null).lines, ["a: b", "c", "d", "Nov 4 bad"]);
});

test("the last run that failed begins behind the end of the one before", () => {
  for (const end of [
    "Failed with result 'x'.",
    "Deactivated successfully.",
    "Scheduled restart job, restart counter is at 1.",
  ]) {
    const lines = ["old", `x.service: ${end}`, "new", "x.service: Failed with result 'exit-code'.", "after"];
    assert.equal(readJournal(lines.join("\n"), null).lines, lines.slice(2), end);
  }
});

test("where no run failed, all that is there counts", () => {
  const lines = ["a", "x.service: Deactivated successfully.", "b"];
  assert.equal(readJournal(lines.join("\n"), null).lines, lines);
});

test.run();
