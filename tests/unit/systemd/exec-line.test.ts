import { test } from "uvu";
import * as assert from "uvu/assert";
import { commandsOf, parseExec, parseExecLine } from "../../../src/systemd/exec-line.ts";

/** What systemd 252 makes of a line (`systemd --test`), a command with its program and words on each; a text: why it refuses it. */
const LINES: [
  line: string,
  commands: [prefix: string, program: string, ...argv: string[]][],
  problem?: string,
][] = [
  ["/bin/x", [["", "/bin/x", "/bin/x"]]],
  ["  /bin/x a  b ", [["", "/bin/x", "/bin/x", "a", "b"]]],
  ["echo hi", [["", "echo", "echo", "hi"]]],
  ["-/bin/x a", [["-", "/bin/x", "/bin/x", "a"]]],
  ['"-/bin/x" a', [["-", "/bin/x", "/bin/x", "a"]]],
  ["@/bin/x name a", [["@", "/bin/x", "name", "a"]]],
  ["@-/bin/x name a", [["@-", "/bin/x", "name", "a"]]],
  ["-@:/bin/x name a", [["-@:", "/bin/x", "name", "a"]]],
  [":/bin/x $$A", [[":", "/bin/x", "/bin/x", "$$A"]]],
  ["+/bin/x", [["+", "/bin/x", "/bin/x"]]],
  ["!/bin/x", [["!", "/bin/x", "/bin/x"]]],
  ["!!/bin/x", [["!!", "/bin/x", "/bin/x"]]],
  ["|/bin/x", [["|", "/bin/x", "/bin/x"]]],
  ["--- /x", [["-", "--", "--", "/x"]]],
  ["%t/x a", [["", "%t/x", "%t/x", "a"]]],
  ["/bin//./x a", [["", "/bin//./x", "/bin//./x", "a"]]],
  [`/bin/x "a b"c 'd\\te' \\q \\x41 \\;x`, [["", "/bin/x", "/bin/x", "a bc", "d\te", "\\q", "A", "\\;x"]]],
  [
    `/bin/x a ; -/bin/y "it's" ; z`,
    [
      ["", "/bin/x", "/bin/x", "a"],
      ["-", "/bin/y", "/bin/y", "it's"],
      ["", "z", "z"],
    ],
  ],
  ["/bin/x ;", [["", "/bin/x", "/bin/x"]]],
  [
    "/bin/x a ; ; /bin/y",
    [
      ["", "/bin/x", "/bin/x", "a"],
      ["", "/bin/y", "/bin/y"],
    ],
  ],
  ["/bin/x ;/bin/y", [["", "/bin/x", "/bin/x", ";/bin/y"]]],
  ["/bin/x; /bin/y", [["", "/bin/x;", "/bin/x;", "/bin/y"]]],
  ["/bin/x \\; b", [["", "/bin/x", "/bin/x", ";", "b"]]],
  ["/bin/x \\;", [["", "/bin/x", "/bin/x", ";"]]],
  ['/bin/x ";" b', [["", "/bin/x", "/bin/x", ";", "b"]]],
  ["/bin/x %% % %i", [["", "/bin/x", "/bin/x", "%%", "%", "%i"]]],
  ["", []],
  ["   ", []],
  ["- /bin/x", [], "names no program"],
  ["--/bin/x", [], 'has "-/bin/x", which is neither a name nor an absolute path'],
  ["@@/bin/x a", [], 'has "@/bin/x", which is neither a name nor an absolute path'],
  ["!+/bin/x", [], 'has "+/bin/x", which is neither a name nor an absolute path'],
  ["+!/bin/x", [], 'has "!/bin/x", which is neither a name nor an absolute path'],
  ["!!!/bin/x", [], 'has "!/bin/x", which is neither a name nor an absolute path'],
  ["bin/x", [], 'has "bin/x", which is neither a name nor an absolute path'],
  ["/bin/x/ a", [], 'has "/bin/x/", which is a directory'],
  ["/bin/a\\\\", [], 'has "/bin/a\\\\", which no program may be called'],
  ["/bin/a\\tb", [], 'has "/bin/a\\tb", which no program may be called'],
  ["@/bin/x", [], "has an @ and no name for the program"],
  ["/bin/x 'a", [], "has a quote that is not closed"],
  ["'/bin/x", [], "has a quote that is not closed"],
  ["/bin/x it's fine", [], "has a quote that is not closed"],
  ["/bin/x %z", [], "has %z, which is not a specifier"],
  ["/bin/%z", [], "has %z, which is not a specifier"],
  ["/bin/x ; 'a", [["", "/bin/x", "/bin/x"]], "has a quote that is not closed"],
];
for (const [line, commands, problem = null] of LINES) {
  test(JSON.stringify(line), () => {
    const read = parseExecLine(line);
    assert.equal(
      read.commands.map(({ prefix, program, argv }) => [prefix, program, ...argv]),
      commands,
    );
    assert.is(read.problem, problem);
  });
}

test("a command knows its own text", () => {
  assert.equal(
    parseExecLine(` -/bin/x "a b"  ;  /bin/y \\;  ; z 'q' `).commands.map(({ text }) => text),
    [`-/bin/x "a b"`, "/bin/y \\;", "z 'q'"],
  );
});

test("a line of many semicolons comes to an end", () => {
  assert.is(parseExecLine(`/bin/x${" ;".repeat(100_000)} /bin/y`).commands.length, 2);
  assert.is(parseExecLine("/bin/x ; ".repeat(20_000)).commands.length, 20_000);
});

test("the commands of a service, in the order of the options", () => {
  const settings = {
    ExecCondition: "/bin/if",
    ExecStart: ["/bin/x a ; /bin/y"],
    ExecStop: "@/bin/z name b",
    ExecSearchPath: "/bin",
    Type: "simple",
  };
  assert.equal(
    commandsOf(settings).map(({ option, program, args }) => [option, program, ...args]),
    [
      ["ExecStart", "/bin/x", "a"],
      ["ExecStart", "/bin/y"],
      ["ExecStop", "/bin/z", "b"],
      ["ExecCondition", "/bin/if"],
    ],
  );
});

test("an empty line takes back the commands before it", () => {
  assert.equal(
    commandsOf({ ExecStart: ["/bin/a", "", "/bin/b", "/bin/c"] }).map(({ program }) => program),
    ["/bin/b", "/bin/c"],
  );
  assert.equal(commandsOf({ ExecStart: ["/bin/a", ""] }), []);
});

test("a command as an instance starts it", () => {
  assert.equal(parseExec("-+/bin/%p %i %% $$HOME %n ; /bin/y", "get@file"), {
    program: "/bin/get",
    argv: ["/bin/get", "file", "%", "$HOME", "get@file.service"],
  });
  assert.equal(parseExec(":/bin/x $$HOME", "x"), { program: "/bin/x", argv: ["/bin/x", "$$HOME"] });
  assert.is(parseExec("", "x"), null);
  assert.is(parseExec("- /bin/x", "x"), null);
});

test.run();
