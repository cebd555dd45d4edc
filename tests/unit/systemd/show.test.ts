import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  commandRuns,
  readShow,
  SHOWN_AS_WRITTEN,
  shownBinds,
  shownEnvironmentFiles,
} from "../../../src/systemd/show.ts";
import { SETTINGS } from "../../../src/systemd/settings.ts";

test("properties with all their lines; what is none is left out", () => {
  const show = readShow("Id=web.service\nExecStart=a\nExecStart=b=c\nEmpty=\nnone=1\n no=2\nNo equals\n");
  assert.equal(
    [...show],
    [
      ["Id", ["web.service"]],
      ["ExecStart", ["a", "b=c"]],
      ["Empty", [""]],
    ],
  );
});

const run = (line: string) => commandRuns(readShow(line))[0];

test("a command that has not been run", () => {
  assert.equal(
    run(
      "ExecStart={ path=/bin/a ; argv[]=/bin/a -x ; ignore_errors=no ; start_time=[n/a] ; stop_time=[n/a] ; pid=0 ; code=(null) ; status=0/0 }",
    ),
    { option: "ExecStart", program: "/bin/a", line: "/bin/a -x", code: "(null)", status: 0, signal: null },
  );
});

const ended = (code: string, status: string) =>
  run(
    `ExecStop={ path=/bin/a ; argv[]=name x ; ignore_errors=yes ; pid=1 ; code=${code} ; status=${status} }`,
  );

test("a command that ended by itself, by a signal, with a core dump", () => {
  assert.equal(ended("exited", "203"), {
    option: "ExecStop",
    program: "/bin/a",
    line: "@/bin/a name x",
    code: "exited",
    status: 203,
    signal: null,
  });
  assert.equal([ended("exited", "1/FAILURE")!.status, ended("exited", "1/FAILURE")!.signal], [1, null]);
  assert.equal([ended("killed", "9/KILL")!.status, ended("killed", "9/KILL")!.signal], [9, "KILL"]);
  assert.is(ended("dumped", "11/SEGV")!.signal, "SEGV");
  assert.is(ended("killed", "9")!.signal, null);
});

test("what has not both ends of a command is none", () => {
  const parts = "path=/a ; argv[]=/a ; ignore_errors=no ; pid=1 ; code=exited ; status=1";
  assert.is(run(`ExecStart={ ${parts} }`)?.program, "/a");
  for (const text of [`xx${parts} }`, `{ ${parts} ]`, `{ ${parts}`])
    assert.is(run(`ExecStart=${text}`), undefined);
});

test("only Exec settings are commands, and none twice", () => {
  const line = "={ path=/a ; argv[]=/a ; ignore_errors=no ; pid=1 ; code=exited ; status=1 }";
  const show = readShow(
    ["ExecStart", "ExecStartEx", "XExecStart", "Exec"].map((name) => name + line).join("\n"),
  );
  assert.equal(
    commandRuns(show).map(({ option }) => option),
    ["ExecStart"],
  );
  assert.equal(commandRuns(readShow("ExecStart=/bin/x")), []);
});

const binds = (text: string) =>
  shownBinds(readShow(text)).map(
    ({ option, isOptional, source, target }) => `${option} ${isOptional ? "-" : ""}${source}|${target}`,
  );

test("binds as they are shown, in one line or in several", () => {
  assert.equal(
    binds("BindReadOnlyPaths=/a:/a:rbind -/b:/c:norbind\nBindPaths=/d:/d\nBindPaths=/e:/f:rbind"),
    ["BindReadOnlyPaths /a|/a", "BindReadOnlyPaths -/b|/c", "BindPaths /d|/d", "BindPaths /e|/f"],
  );
  assert.equal(binds("BindPaths=\nReadOnlyPaths=/a:/b"), []);
});

test("paths with blanks and colons are shown without quotes", () => {
  assert.equal(binds("BindPaths=/q r:/s:norbind /a:b:/c:rbind -/x y:/z w:rbind"), [
    "BindPaths /q r|/s",
    "BindPaths /a:b|/c",
    "BindPaths -/x y|/z w",
  ]);
});

test("environment files, optional ones with a dash", () => {
  const show = readShow(
    "EnvironmentFiles=/run/a.env (ignore_errors=no)\nEnvironmentFiles=/b (x) (ignore_errors=yes)\nEnvironmentFiles=odd",
  );
  assert.equal(shownEnvironmentFiles(show), ["/run/a.env", "-/b (x)"]);
  assert.equal(shownEnvironmentFiles(readShow("")), []);
});

test("what is shown as it is written are settings", () => {
  assert.equal(
    SHOWN_AS_WRITTEN.filter((name) => !SETTINGS.has(name)),
    [],
  );
  assert.ok(SHOWN_AS_WRITTEN.includes("WorkingDirectory"));
  assert.not.ok(SHOWN_AS_WRITTEN.includes("BindPaths"));
});

test.run();
