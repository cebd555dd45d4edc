import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Finding } from "../../../src/diagnostics/finding.ts";
import { fixesOf, safe, unsafe, type Proposal } from "../../../src/diagnostics/fix.ts";
import { groupFindings } from "../../../src/diagnostics/group.ts";

const WEB = { name: "web", ownModule: true };

const MANY: Record<string, string> = {
  CU901: "{command:codes} are run, but {package} is not there",
  CU902: "{option} refers to {path:names}, which are not bound",
};

type Given = Partial<Finding> & { proposals?: Proposal[]; reason?: string };

const run = (
  command: string,
  { proposals = [safe({ kind: "path" })], ...more }: Given = {},
): Finding & { reason?: string } => ({
  code: "CU901",
  severity: "error",
  confidence: "high",
  service: "web",
  args: { command, package: "coreutils" },
  option: ["script"],
  target: { kind: "option" },
  place: { file: "a.nix", line: command.length, column: 1, endLine: 3, endColumn: 9 },
  message: `\`${command}\` is run, but coreutils is not there`,
  why: "It fails.",
  fixes: fixesOf(proposals, WEB),
  ...more,
});

const path = (name: string, proposal: Proposal = unsafe({ kind: "bind", bind: name })) =>
  run(name, {
    code: "CU902",
    args: { option: "ExecStart", path: name },
    message: name,
    proposals: [proposal],
  });

const grouped = (...findings: (Finding & { reason?: string })[]) =>
  groupFindings(findings, (code) => MANY[code]);
const messages = (...findings: (Finding & { reason?: string })[]) =>
  grouped(...findings).map(({ message }) => message);

test("several commands of one package are one message, at the place of the first", () => {
  const [found, ...more] = grouped(run("mkdir"), run("mv"), run("chmod"));
  assert.equal(more, []);
  assert.equal(found, {
    ...run("mkdir"),
    message: "`mkdir`, `mv` and `chmod` are run, but coreutils is not there",
  });
});

test("what differs in anything else stays apart, in its order", () => {
  const other: Given[] = [
    { service: "db" },
    { option: ["preStart"] },
    { confidence: "low", severity: "note" },
    { args: { command: "x", package: "curl" } },
    { proposals: [] },
    { place: null },
    { reason: "fine" },
    { code: "CU903" },
  ];
  for (const given of other) {
    const found = grouped(run("mv"), run("x", given), run("rm"));
    assert.is(found.length, 2, JSON.stringify(given));
    assert.equal(found[1], run("x", given));
  }
});

test("a rule without such a message has a finding for each", () => {
  const [one, two] = [run("mv", { code: "CU903" }), run("rm", { code: "CU903" })];
  assert.equal(grouped(one, two), [one, two]);
});

test("binds are one fix for all paths", () => {
  const [found] = grouped(path("/srv/a"), path("/etc/b"));
  assert.is(found!.message, "ExecStart refers to /srv/a and /etc/b, which are not bound");
  assert.equal(
    found!.fixes.map(({ title, applicability, lines }) => [title, applicability, lines]),
    [
      [
        "bind /srv/a and /etc/b read-only",
        "unsafe",
        ['serviceConfig.BindReadOnlyPaths = [ "/srv/a" "/etc/b" ];'],
      ],
    ],
  );
});

test("binds that can be written to are not one with those that cannot", () => {
  const writable = (bind: string) => unsafe({ kind: "bind", bind, writable: true });
  const found = grouped(
    path("/srv/a", writable("/srv/a")),
    path("/srv/b"),
    path("/srv/c", writable("/srv/c")),
  );
  assert.equal(
    found.map(({ fixes }) => [fixes[0]!.title, fixes[0]!.lines]),
    [
      ["bind /srv/a and /srv/c, writable", ['serviceConfig.BindPaths = [ "/srv/a" "/srv/c" ];']],
      ["bind /srv/b read-only", ['serviceConfig.BindReadOnlyPaths = [ "/srv/b" ];']],
    ],
  );
});

test("directories of one option are one fix, and those of another are not", () => {
  const state = (name: string) => unsafe({ kind: "directory", option: "StateDirectory", name });
  const cache = unsafe({ kind: "directory", option: "CacheDirectory", name: "web" });
  const found = grouped(
    path("/var/lib/web/a", state("web")),
    path("/var/lib/db", state("db")),
    path("/var/cache/web", cache),
    path("/var/lib/web/b", state("web")),
  );
  assert.equal(
    found.map(({ message, fixes }) => [message, fixes[0]!.lines]),
    [
      [
        "ExecStart refers to /var/lib/web/a, /var/lib/db and /var/lib/web/b, which are not bound",
        ['serviceConfig.StateDirectory = [ "web" "db" ];'],
      ],
      ["/var/cache/web", ['serviceConfig.CacheDirectory = [ "web" ];']],
    ],
  );
});

test("many names are shortened, and the fix has all of them", () => {
  const names = Array.from({ length: 9 }, (_, index) => `/srv/${index}`);
  const [found] = grouped(...names.map((name) => path(name)));
  assert.is(
    found!.message,
    "ExecStart refers to /srv/0, /srv/1, /srv/2, /srv/3, /srv/4 and 4 more, which are not bound",
  );
  for (const name of names) assert.match(found!.fixes[0]!.lines[0]!, `"${name}"`);
});

test("no sentence of a finding is read", () => {
  assert.equal(messages(run("mv", { message: "" }), run("rm", { message: "", why: "Other." })), [
    "`mv` and `rm` are run, but coreutils is not there",
  ]);
});

test.run();
