import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Target } from "../../../src/manifest/target.ts";
import { openSources } from "../../../src/nix-source/sources.ts";
import { parserOf } from "../../../src/nix-source/parser.ts";
import { skipped } from "../../support/skip.ts";
import { parseWorker } from "../../../src/parsing/client.ts";
import { directoryWith } from "../../integration/nix/support.ts";

const parser = await parserOf("nix");
const worker = parseWorker();
const sources = openSources(worker);

/** The text at which a target is found in a file; `!` before it where it is only the option. `at` marks the option's place. */
async function found(text: string, at: string, option: string[], target: Target): Promise<string> {
  const file = `${directoryWith({ "a.nix": text })}/a.nix`;
  const before = text.slice(0, text.indexOf(at));
  const line = before.split("\n").length;
  const column = Buffer.byteLength(before.slice(before.lastIndexOf("\n") + 1)) + 1;
  const { place, refined, confidence, reason } = await sources.locate({ option, file, line, column }, target);
  assert.is(reason === null, refined);
  const lines = text.split("\n").slice(place.line - 1, place.endLine);
  lines[lines.length - 1] = lines.at(-1)!.slice(0, place.endColumn - 1);
  const marks = { high: "", medium: "?", low: "??" };
  return `${refined ? "" : "!"}${lines.join("\n").slice(place.column - 1)}${marks[confidence]}`;
}

const CURL = "/nix/store/00000000000000000000000000000000-curl-8.5.0-bin";
const JQ = "/nix/store/11111111111111111111111111111111-jq-1.7";
const CONF = "/nix/store/22222222222222222222222222222222-web.conf";
const ELEMENT = (index: number): Target => ({ kind: "element", index });
const TEXT = (text: string, value?: string): Target => ({
  kind: "text",
  text,
  ...(value === undefined ? {} : { value }),
});
const STORE = (storePath: string, value?: string): Target => {
  return { kind: "storePath", storePath, ...(value === undefined ? {} : { value }) };
};
const EXEC = ["serviceConfig", "ExecStart"];

type Case = [title: string, text: string, at: string, option: string[], target: Target, expected: string];

const CASES: Case[] = [
  [
    "the option in a dotted path",
    "{ systemd.services.web.path = [ ]; }",
    "systemd",
    ["path"],
    { kind: "option" },
    "path",
  ],
  [
    "the option behind characters of several bytes",
    "{ /* é🦀 */ path = 1; }",
    "path",
    ["path"],
    { kind: "option" },
    "path",
  ],
  ["an inherited option", "{ inherit (x)\n a path; }", "path", ["path"], { kind: "option" }, "path"],
  [
    "an inherited option as Nix 2.8 has it",
    "{ inherit (x) path; }",
    " path",
    ["path"],
    { kind: "option" },
    "path",
  ],
  [
    "an inherited option as Nix 2.8 has it, without a source",
    "{ inherit path; }",
    " path",
    ["path"],
    { kind: "option" },
    "path",
  ],
  [
    "a value below a dotted path",
    "{ environment.A = 1; }",
    "environment",
    ["environment"],
    { kind: "attribute", path: ["A"] },
    "A",
  ],
  [
    "a value in a nested set",
    '{ environment = { B = 1; "A" = 2; }; }',
    "environment",
    ["environment"],
    { kind: "attribute", path: ["A"] },
    '"A"',
  ],
  [
    "a value through let, with, // and mkIf",
    "{ e = let z = { A = 1; }; in with x; z // lib.mkIf c { B = 2; }; }",
    "e =",
    ["e"],
    { kind: "attribute", path: ["A"] },
    "A?",
  ],
  [
    "a value in mkMerge",
    "{ e = lib.mkMerge [ { B = 2; } (mkForce { x.A = 1; }) ]; }",
    "e =",
    ["e"],
    { kind: "attribute", path: ["x", "A"] },
    "A",
  ],
  ["no such value", "{ e = f { A = 1; }; }", "e =", ["e"], { kind: "attribute", path: ["A"] }, "!e"],
  [
    "text in a nested value",
    '{ e = { A = "x & y"; }; }',
    "e =",
    ["e"],
    { kind: "attribute", path: ["A"], within: TEXT("&") },
    "&",
  ],
  [
    "text that a nested value does not have",
    "{ e = { A = x; }; }",
    "e =",
    ["e"],
    { kind: "attribute", path: ["A"], within: TEXT("&") },
    "!A",
  ],
  [
    "text in a value of a dotted path",
    '{ e.A = "&"; }',
    "e.A",
    ["e"],
    { kind: "attribute", path: ["A"], within: TEXT("&") },
    "&",
  ],
  ["an element", '{ path = [ a (b c) "d" ]; }', "path", ["path"], ELEMENT(1), "(b c)"],
  [
    "an element through with and ++",
    "{ path = with pkgs; [ a ] ++ (let l = [ b c ]; in l); }",
    "path",
    ["path"],
    ELEMENT(2),
    "c",
  ],
  [
    "an element behind a condition is not certain",
    "{ path = optional x a ++ [ b ]; }",
    "path",
    ["path"],
    ELEMENT(1),
    "!path",
  ],
  ["an element behind a computed list", "{ path = f x ++ [ b ]; }", "path", ["path"], ELEMENT(1), "!path"],
  ["an element before one is", "{ path = [ b ] ++ f x; }", "path", ["path"], ELEMENT(0), "b"],
  ["a single text is the first element", '{ e = "x"; }', "e", ["e"], ELEMENT(0), '"x"'],
  ["text in a string", '{ ExecStart = "a && b"; }', "ExecStart", EXEC, TEXT("&&"), "&&"],
  ["text that is there twice", '{ ExecStart = [ "a &" "b &" ]; }', "ExecStart", EXEC, TEXT("&"), "&?"],
  [
    "text by the element's value",
    '{ ExecStart = [ "a &" "b &" ]; }',
    "ExecStart",
    EXEC,
    TEXT("&", "b &"),
    "&",
  ],
  [
    "text of an expression",
    '{ ExecStart = "${a}/b ${c}"; }',
    "ExecStart",
    EXEC,
    TEXT("--x", "/s/b --x"),
    "c",
  ],
  ["text behind an escape", '{ e = "a\\n\\${b}&"; }', "e", ["e"], TEXT("&", "a\n${b}&"), "&"],
  [
    "text in an indented string",
    "{ script = ''\n    a ''$b\n      rm x\n  ''; }",
    "script",
    ["script"],
    TEXT("rm", "a $b\n  rm x\n"),
    "rm",
  ],
  ["text through a variable", 'let e = "a & b"; in { ExecStart = e; }', "ExecStart", EXEC, TEXT("&"), "&"],
  ["text in a call", '{ e = lib.concatStringsSep " " [ "a" "b &" ]; }', "e", ["e"], TEXT("&"), "&"],
  ["text that is not there", "{ e = cfg.x; }", "e", ["e"], TEXT("&"), "!e"],
  [
    "a store path by the string's value",
    '{ ExecStart = "${pkgs.curl}/bin/curl ${pkgs.jq}"; }',
    "ExecStart",
    EXEC,
    STORE(JQ, `${CURL}/bin/curl ${JQ}`),
    "pkgs.jq",
  ],
  [
    "a store path by its name",
    '{ ExecStart = "${pkgs.curl}/bin/curl ${pkgs.jq}"; }',
    "ExecStart",
    EXEC,
    STORE(JQ),
    "pkgs.jq?",
  ],
  ["a store path in a list", "{ path = with pkgs; [ jq curl ]; }", "path", ["path"], STORE(CURL), "curl?"],
  ["a store path of a file", "{ e = [ x ./conf/web.conf ]; }", "e", ["e"], STORE(CONF), "./conf/web.conf?"],
  [
    "a store path behind a variable",
    'let c = writeText "web.conf" ""; in { e = [ x c ]; }',
    "e =",
    ["e"],
    STORE(CONF),
    "c?",
  ],
  [
    "a store path by a part of its name",
    "{ path = [ ps.web ]; }",
    "path",
    ["path"],
    STORE(CONF.replace("web.conf", "py3-web-2")),
    "ps.web??",
  ],
  ["a store path written by hand", `{ e = "x ${JQ}/bin"; }`, "e", ["e"], STORE(JQ), JQ],
  ["a store path of something else", "{ path = [ a b ]; }", "path", ["path"], STORE(JQ), "!path"],
  ["expressions side by side", '{ e = "${a}${b}"; }', "e", ["e"], STORE(JQ, JQ), "a?"],
  ["formals that nixfmt wrote", "{\n  lib,\n  pkgs,\n}:\n{ e = [ a ]; }", "e =", ["e"], ELEMENT(0), "a"],
];

for (const [title, text, at, option, target, expected] of CASES) {
  test(title, async () => {
    if ("problem" in parser) return skipped(parser.problem);
    assert.is(await found(text, at, option, target), expected, text);
  });
}

test("files in the store are named as in the working tree", async () => {
  const directory = directoryWith({
    "copy/a.nix": "{ path = [ a ]; }",
    "tree/a.nix": "# newer\n{ path = [ a ]; }",
  });
  const mapped = openSources(worker, [
    { storePath: directory, workingTree: "/elsewhere" },
    { storePath: `${directory}/copy`, workingTree: `${directory}/tree/` },
  ]);
  const definition = { option: ["path"], file: `${directory}/copy/a.nix`, line: 1, column: 3 };
  const { place, reason } = await mapped.locate(definition, { kind: "option" });
  assert.is(place.file, `${directory}/tree/a.nix`);
  if (!("problem" in parser)) assert.equal([place.line, place.column, reason], [1, 3, null]);
});

test("what cannot be read or found names the file and says why", async () => {
  if ("problem" in parser) return skipped(parser.problem);
  const directory = directoryWith({ "a.nix": "{ path = 1; }", "broken.nix": "{ path = [ ( ; }}}" });
  const look = async (file: string, line: number, column: number) => {
    const { place, refined, reason } = await sources.locate(
      { option: ["path"], file, line, column },
      ELEMENT(0),
    );
    assert.equal([refined, place.file, place.line, place.column], [false, file, line, column]);
    return reason;
  };
  assert.is(await look(`${directory}/gone.nix`, 1, 3), `${directory}/gone.nix cannot be read: ENOENT`);
  assert.is(
    await look(`${directory}/a.nix`, 0, 0),
    `Nix knows of path only that ${directory}/a.nix defines it`,
  );
  for (const [line, column] of [
    [1, 4],
    [1, 99],
    [9, 1],
    [1, 0],
  ] as const) {
    assert.is(
      await look(`${directory}/a.nix`, line, column),
      `path is not written at this place of ${directory}/a.nix`,
    );
  }
  await sources.locate({ option: ["path"], file: `${directory}/broken.nix`, line: 1, column: 3 }, ELEMENT(0));
});

test.run();
