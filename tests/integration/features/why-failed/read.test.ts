import { test } from "uvu";
import * as assert from "uvu/assert";
import { endingOf } from "../../../../src/features/why-failed/ending.ts";
import { readJournal } from "../../../../src/systemd/journal.ts";
import { commandRuns, readShow, shownBinds } from "../../../../src/systemd/show.ts";
import { run } from "../../../support/run.ts";
import { skipped } from "../../../support/skip.ts";
import { EXIT_STATUSES } from "../../../../src/systemd/exit-status.ts";
import { readServiceSettings } from "../../../../src/systemd/unit-file.ts";

test("settings of a unit and its drop-ins: the later wins, an empty one takes back, a backslash goes on", () => {
  const text = `# /etc/systemd/system/web.service
[Unit]
User=not-here
[Service]
LoadCredential=a:/run/a
ExecStart=/bin/x \\
  --long
; a comment
# /etc/systemd/system/web.service.d/b.conf
[Service]
LoadCredential=
LoadCredential = b:/run/b
LoadCredential=c:/run/c
`;
  assert.equal(readServiceSettings(text), {
    LoadCredential: ["b:/run/b", "c:/run/c"],
    ExecStart: ["/bin/x    --long"],
  });
});

test("commands with what became of them, whatever their arguments look like", () => {
  const show = readShow(
    [
      "ExecStart={ path=/bin/a ; argv[]=name ; pid=1 ; code=x ; status=7 } ; ignore_errors=no ; start_time=[n/a] ; stop_time=[n/a] ; pid=9 ; code=killed ; status=31/SYS }",
      "ExecStartEx={ path=/bin/a ; argv[]=name ; flags= ; start_time=[n/a] ; stop_time=[n/a] ; pid=9 ; code=killed ; status=31/SYS }",
      "ExecStop={ path=/bin/b ; argv[]=/bin/b -x ; ignore_errors=yes ; start_time=[n/a] ; stop_time=[n/a] ; pid=0 ; code=(null) ; status=0/0 }",
      "ExecMainStatus=31",
      "Result=signal",
    ].join("\n"),
  );
  assert.equal(commandRuns(show), [
    {
      option: "ExecStart",
      program: "/bin/a",
      line: "@/bin/a name ; pid=1 ; code=x ; status=7 }",
      code: "killed",
      status: 31,
      signal: "SYS",
    },
    { option: "ExecStop", program: "/bin/b", line: "/bin/b -x", code: "(null)", status: 0, signal: null },
  ]);
  assert.equal(endingOf(show, readJournal("", null)), {
    result: "signal",
    option: "ExecStart",
    program: "/bin/a",
    status: 31,
    signal: "SYS",
  });
});

test("a unit that has not failed has no ending", () => {
  assert.is(endingOf(readShow("Result=success\nExecMainStatus=0\n"), readJournal("", null)), null);
});

test("binds as they are shown", () => {
  const show = readShow("BindReadOnlyPaths=/a:/a:rbind -/b:/c:norbind\nBindPaths=/d:/d");
  assert.equal(shownBinds(show), [
    { option: "BindReadOnlyPaths", isOptional: false, source: "/a", target: "/a" },
    { option: "BindReadOnlyPaths", isOptional: true, source: "/b", target: "/c" },
    { option: "BindPaths", isOptional: false, source: "/d", target: "/d" },
  ]);
});

const clues = (text: string) => readJournal(text, null).clues.map(({ kind, name }) => [kind, name]);

test("what shells, env and the loader say of what they miss", () => {
  const said = [
    "/nix/store/x-start: line 3: ln: command not found",
    "/bin/sh: 1: convert: not found",
    "zsh:1: command not found: jq",
    "/usr/bin/env: ‘python3’: No such file or directory",
    "env: 'perl': No such file or directory",
    "/nix/store/x-start: line 9: /usr/bin/sed: No such file or directory",
    "/bin/x: error while loading shared libraries: libz.so.1: cannot open shared object file: No such file",
    "cat: /etc/x: No such file or directory",
  ];
  assert.equal(clues(said.join("\n")), [
    ["command", "ln"],
    ["command", "convert"],
    ["command", "jq"],
    ["command", "python3"],
    ["command", "perl"],
    ["command", "/usr/bin/sed"],
    ["library", "libz.so.1"],
  ]);
});

test("only the last run counts: by its invocation, or by what systemd says between two", () => {
  const entry = (invocation: string, message: unknown) =>
    JSON.stringify({ INVOCATION_ID: invocation, MESSAGE: message });
  const json = [entry("one", "sh: old: not found"), entry("two", "sh: new: not found")].join("\n");
  assert.equal(readJournal(json, "two").lines, ["sh: new: not found"]);

  const short = (message: string) => `Nov 24 09:58:07 host systemd[1]: ${message}`;
  const plain = [
    short("x.service: Failed with result 'exit-code'."),
    short("x.service: Scheduled restart job, restart counter is at 1."),
    "2026-11-24T09:58:07+0000 host x[22]: sh: new: not found",
    short("x.service: Failed with result 'exit-code'."),
    short("Failed to start x.service."),
  ];
  assert.equal(readJournal(plain.join("\n"), null).lines, [
    "sh: new: not found",
    "x.service: Failed with result 'exit-code'.",
    "Failed to start x.service.",
  ]);
});

test("a message of bytes is text, line by line; what is broken stands as it is", () => {
  const bytes = [...new TextEncoder().encode("a\u001b[31mb\nc")];
  assert.equal(readJournal(`${JSON.stringify({ MESSAGE: bytes })}\n{ broken`, null).lines, [
    "a\u001b[31mb",
    "c",
    "{ broken",
  ]);
});

test("the statuses are those that systemd knows", () => {
  const printed = run("sh", ["-c", "systemd-analyze exit-status 2>&1"]);
  if (printed.code !== 0) return skipped("systemd-analyze is not installed");
  const known = [...printed.stdout.matchAll(/^(\S+) +(\d+) systemd$/gm)].map(([, name, status]) => [
    Number(status),
    name,
  ]);
  // An older systemd lacks the newest.
  assert.equal(
    known.filter(([status, name]) => EXIT_STATUSES[Number(status)]?.name !== name),
    [],
  );
  assert.ok(known.length > 40);
});

test.run();
