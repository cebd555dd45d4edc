import { test } from "uvu";
import * as assert from "uvu/assert";
import { escapeBindPath, parseBindLine, readBinds } from "../../../src/systemd/bind.ts";
import type { Json } from "../../../src/base/json.ts";

/** What systemd 252 makes of a line of BindPaths (`systemd --test`), and what it warns of. */
const LINES: [line: string, binds: string[], ignored?: string[]][] = [
  ["/a", ["/a:/a:rbind"]],
  ["/a /b", ["/a:/a:rbind", "/b:/b:rbind"]],
  ["/a:/b", ["/a:/b:rbind"]],
  ["-/a:/b:norbind", ["-/a:/b:norbind"]],
  ["/a:/b:rbind", ["/a:/b:rbind"]],
  ['/a:/b:"" /d', ["/a:/b:rbind", "/d:/d:rbind"]],
  ["/x:/y:", ["/x:/y:rbind"]],
  ["/a\\:b:/c", ["/a:b:/c:rbind"]],
  ['"/p:q"', ["/p:q:/p:q:rbind"]],
  ['"/a b":"/d e":norbind', ["/a b:/d e:norbind"]],
  ["/a\\ b", ["/a b:/a b:rbind"]],
  ["/a\\x20b /q\\ttab", ["/ax20b:/ax20b:rbind", "/qttab:/qttab:rbind"]],
  ['"/s\\"q"', ['/s"q:/s"q:rbind']],
  ['"-/e"', ["-/e:/e:rbind"]],
  ["/u//v/./w/", ["/u/v/w:/u/v/w:rbind"]],
  ["/", ["/:/:rbind"]],
  ["/a/:/b/", ["/a:/b:rbind"]],
  ["%t/x:%S/y", ["/run/x:/var/lib/y:rbind"]],
  ["/%% /%i/z /1%j", ["/%:/%:rbind", "/z:/z:rbind", "/1t:/1t:rbind"]],
  ["/d%-", ["/d%-:/d%-:rbind"]],
  [" /lead  /two ", ["/lead:/lead:rbind", "/two:/two:rbind"]],
  ['/d"e f"g', ["/de fg:/de fg:rbind"]],
  ["", []],
  ["rel:/x", ["/x:/x:rbind"], ["rel is not an absolute path"]],
  [":/x /y", ["/x:/x:rbind", "/y:/y:rbind"], [": is not an absolute path"]],
  ["/t/:", [], ["/t/: is not an absolute path"]],
  ["/m:/n:bogus /k", ["/k:/k:rbind"], ['/m:/n:bogus has the option "bogus", which systemd does not know']],
  ["/x:/y: /k", [], ['/x:/y: /k has the option "/k", which systemd does not know']],
  ["/a:/b:rbind,x", [], ['/a:/b:rbind,x has the option "rbind,x", which systemd does not know']],
  ["/a:-/b", [], ["/a:-/b is not an absolute path"]],
  ["--/a +/a", [], ["--/a is not an absolute path", "+/a is not an absolute path"]],
  ["/a/../b /x/.. /ok", ["/ok:/ok:rbind"], ["/a/../b has `..` in it", "/x/.. has `..` in it"]],
  ["/a:/b/../c /z", ["/z:/z:rbind"], ["/a:/b/../c has `..` in it"]],
  ["/a:rel /z", ["/z:/z:rbind"], ["/a:rel is not an absolute path"]],
  ["/a::norbind /k", ["/k:/k:rbind"], ["/a: is not an absolute path", "norbind is not an absolute path"]],
  [
    "/z%z /9%9 /x",
    ["/x:/x:rbind"],
    ["/z%z has %z, which is not a specifier", "/9%9 has %9, which is not a specifier"],
  ],
  ["/a:/%z /x", ["/x:/x:rbind"], ["/a:/%z has %z, which is not a specifier"]],
  ["/ok '/open /x", ["/ok:/ok:rbind"], ["'/open /x has a quote that is not closed"]],
  ["/a:'/open", [], ["/a:'/open has a quote that is not closed"]],
  ["/a:/b:'x", [], ["/a:/b:'x has a quote that is not closed"]],
  ["%U", [], ["%U is not an absolute path"]],
];
for (const [line, binds, ignored = []] of LINES) {
  test(JSON.stringify(line), () => {
    const read = parseBindLine("BindPaths", line, "t");
    assert.equal(
      read.binds.map(
        ({ source, target, optional, recursive }) =>
          `${optional ? "-" : ""}${source}:${target}:${recursive ? "rbind" : "norbind"}`,
      ),
      binds,
    );
    assert.equal(
      read.ignored.map(({ text, problem }) => `${text} ${problem}`),
      ignored,
    );
  });
}

test("an element knows its own text, as it is written", () => {
  const texts = parseBindLine("BindReadOnlyPaths", ` -"/a b":/c:norbind  /d\\:e `, "t").binds;
  assert.equal(
    texts.map(({ option, text }) => [option, text]),
    [
      ["BindReadOnlyPaths", `-"/a b":/c:norbind`],
      ["BindReadOnlyPaths", "/d\\:e"],
    ],
  );
});

test("a template does not know its instance", () => {
  const [bind] = parseBindLine("BindPaths", "/srv/%i:/%p", "get@").binds;
  assert.equal([bind!.source, bind!.target], ["/srv/%i", "/get"]);
});

const read = (settings: Record<string, Json>) =>
  readBinds(settings, "t").binds.map(({ option, source, target }) => `${option} ${source} ${target}`);

test("both settings are read, lists and words alike", () => {
  assert.equal(read({ BindPaths: ["/a /b", "/c"], BindReadOnlyPaths: "/d:/e", ReadOnlyPaths: "/f" }), [
    "BindPaths /a /a",
    "BindPaths /b /b",
    "BindPaths /c /c",
    "BindReadOnlyPaths /d /e",
  ]);
  assert.equal(read({}), []);
});

test("an empty line takes back what both have bound before", () => {
  assert.equal(read({ BindPaths: ["/a", "", "/b"], BindReadOnlyPaths: "/c" }), [
    "BindPaths /b /b",
    "BindReadOnlyPaths /c /c",
  ]);
  assert.equal(read({ BindPaths: "/a", BindReadOnlyPaths: ["/b", " ", "/c"] }), ["BindReadOnlyPaths /c /c"]);
});

test("what is ignored is kept apart", () => {
  assert.equal(readBinds({ BindReadOnlyPaths: ["rel", "/a"] }, "t").ignored, [
    { option: "BindReadOnlyPaths", text: "rel", problem: "is not an absolute path" },
  ]);
});

test("an escaped path is read as itself", () => {
  for (const path of ["/a b", "/a:b", "/a\\b", "/a\"b'c", "/a%b", "/%i", "/é😀"]) {
    const [bind] = parseBindLine("BindPaths", escapeBindPath(path), "t").binds;
    assert.is(bind?.source, path);
    assert.is(bind?.target, path);
  }
});

test.run();
