import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Json } from "../../../src/base/json.ts";
import { DIRECTORIES, DIRECTORY_OPTIONS, directoriesOf } from "../../../src/systemd/directories.ts";

const read = (settings: Record<string, Json>, service = "t") =>
  directoriesOf(settings, service).map(({ path, link }) => (link === null ? path : `${path} <- ${link}`));

test("the table of systemd.exec(5)", () => {
  assert.equal(
    DIRECTORY_OPTIONS.map((option) => [option, DIRECTORIES[option].base, DIRECTORIES[option].variable]),
    [
      ["RuntimeDirectory", "/run", "RUNTIME_DIRECTORY"],
      ["StateDirectory", "/var/lib", "STATE_DIRECTORY"],
      ["CacheDirectory", "/var/cache", "CACHE_DIRECTORY"],
      ["LogsDirectory", "/var/log", "LOGS_DIRECTORY"],
      ["ConfigurationDirectory", "/etc", "CONFIGURATION_DIRECTORY"],
    ],
  );
});

test("each kind has its own place", () => {
  const settings = Object.fromEntries(DIRECTORY_OPTIONS.map((option) => [option, "a"]));
  assert.equal(read(settings), ["/run/a", "/var/lib/a", "/var/cache/a", "/var/log/a", "/etc/a"]);
  assert.equal(directoriesOf({ StateDirectory: "a/b" }, "t"), [
    { option: "StateDirectory", name: "a/b", path: "/var/lib/a/b", link: null },
  ]);
});

/** What systemd 252 makes of a line of StateDirectory (`systemd --test`). */
const LINES: [line: string, directories: string[]][] = [
  ["a b/c", ["a", "b/c"]],
  ['"d e" f', ["d e", "f"]],
  ["f:g", ["f <- g"]],
  ['"c d:e f"', ["c d <- e f"]],
  ["o:p:q", ["o <- p"]],
  [":r s: t::u", ["r", "s", "t <- u"]],
  ["a\\:b", ["a:b"]],
  ["'i\\x20j'", ["i j"]],
  ["z/ q//r ./w", ["z", "q/r", "w"]],
  ["%p", ["t"]],
  ["/abs ok", ["ok"]],
  ["../x x/../y ok", ["ok"]],
  ["private private/x privately ok", ["privately", "ok"]],
  ["a:/abs b:../x c:%p", ["c <- t"]],
  ["a g\\ h i", ["a"]],
  ["a\\qb c", []],
  ["a %z b", ["a", "b"]],
  ["a 'b", ["a"]],
  ["", []],
];
for (const [line, directories] of LINES) {
  test(JSON.stringify(line), () => {
    const expected = directories.map((each) =>
      each
        .split(" <- ")
        .map((name) => `/var/lib/${name}`)
        .join(" <- "),
    );
    assert.equal(read({ StateDirectory: line }), expected);
  });
}

test("a link is refused for ConfigurationDirectory", () => {
  assert.equal(read({ ConfigurationDirectory: "a:b c" }), ["/etc/c"]);
});

test("an empty line takes back those before it", () => {
  assert.equal(read({ RuntimeDirectory: ["a", "", "b", "c"] }), ["/run/b", "/run/c"]);
  assert.equal(read({ RuntimeDirectory: ["a", ""] }), []);
});

test("a template does not know its instance", () => {
  assert.equal(read({ RuntimeDirectory: "x/%i" }, "get@"), ["/run/x/%i"]);
  assert.equal(read({ RuntimeDirectory: "x/%i" }, "get@a"), ["/run/x/a"]);
});

test.run();
