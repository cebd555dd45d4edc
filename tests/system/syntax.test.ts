/** src/systemd against a real systemd: it reads a unit in test mode, and prints what it has read. */
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { readBinds } from "../../src/systemd/bind.ts";
import { parseBoolean } from "../../src/systemd/boolean.ts";
import { directoriesOf, DIRECTORIES } from "../../src/systemd/directories.ts";
import { environmentIn } from "../../src/systemd/environment.ts";
import { parseExecLine } from "../../src/systemd/exec-line.ts";
import { temporaryFileSystems } from "../../src/systemd/mounted.ts";
import { SETTINGS } from "../../src/systemd/settings.ts";
import { withSpecifiers } from "../../src/systemd/specifiers.ts";
import { readUnitFile } from "../../src/systemd/unit-file.ts";
import { run } from "../support/run.ts";
import { skipped } from "../support/skip.ts";

const SYSTEMD = "/lib/systemd/systemd";
const NOBODY = "65534";

/** What systemd has read of a unit's [Service] section, by property; null where it does not run here. */
function readBySystemd(lines: readonly string[]): Map<string, string[]> | null {
  const directory = mkdtempSync(join(tmpdir(), "syntax-"));
  try {
    chmodSync(directory, 0o755);
    const command = lines.some((line) => line.startsWith("Exec")) ? [] : ["ExecStart=/bin/true"];
    writeFileSync(
      join(directory, "t.service"),
      ["[Service]", "Type=oneshot", ...command, ...lines, ""].join("\n"),
    );
    writeFileSync(join(directory, "all.target"), "[Unit]\nWants=t.service\n");
    // Test mode refuses root, and reads nothing but this directory.
    const options = ["--reuid", NOBODY, "--clear-groups", "env", "-i", `SYSTEMD_UNIT_PATH=${directory}`];
    const { stdout } = run("setpriv", [...options, SYSTEMD, "--test", "--system", "--unit=all.target"]);
    const [, unit] = /-> Unit t\.service:\n(.*?)(?=\n\t-> |$(?![\s\S]))/s.exec(stdout) ?? [];
    if (unit === undefined) return null;
    const properties = new Map<string, string[]>();
    for (const line of unit.split("\n")) {
      const [, name, value] = /^\t{2,3}([A-Z][\w ]*): (.*)$/.exec(line) ?? [];
      if (name !== undefined) properties.set(name, [...(properties.get(name) ?? []), value!]);
    }
    return properties;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const works = readBySystemd(["User=x"]) !== null;
const syntax = suite("systemd's syntax");

/** A test for each text, in which both readings have to agree. */
function agree(
  title: string,
  texts: readonly string[],
  read: (text: string) => [ours: unknown, theirs: unknown],
) {
  syntax(title, () => {
    if (!works) return skipped("systemd does not run in test mode here");
    for (const text of texts) {
      const [ours, theirs] = read(text);
      assert.equal(ours, theirs, text);
    }
  });
}

const valueOf = (text: string, name: string) =>
  readUnitFile(text).flatMap((line) => (line.name === name ? [line.value] : []));

agree(
  "binds",
  [
    "BindPaths=/a /b\nBindReadOnlyPaths=/c:/d:norbind -/e",
    "BindPaths=/a\nBindPaths=\nBindPaths=/b\nBindReadOnlyPaths=/c",
    "BindPaths=/a\nBindReadOnlyPaths=\nBindReadOnlyPaths=/c",
    'BindPaths="/a b":"/d e" /a\\:b:/c /q\\ r "/p:q" /a\\x20b',
    "BindPaths=rel:/x :/y /t/: /a::norbind /m:/n:bogus /k",
    "BindPaths=/a/../b /u//v/./w/ --/c +/d /e:-/f /g:rel /z",
    "BindPaths=%t/x:%S/y /%% /%i/z /z%z /9%9 /d%- /1%j",
    "BindPaths=/ok '/open /x",
    'BindPaths=/a:/b:"" /x:/y: \nBindPaths=a"/b c" /d"e f"g',
    "BindPaths=/a \\\n  /b \\\n# comment\n  /c",
  ],
  (text) => {
    const settings = {
      BindPaths: valueOf(text, "BindPaths"),
      BindReadOnlyPaths: valueOf(text, "BindReadOnlyPaths"),
    };
    const ours = readBinds(settings, "t").binds.map(
      ({ option, source, target, optional, recursive }) =>
        `${option} ${optional ? "-" : ""}${source}:${target}:${recursive ? "rbind" : "norbind"}`,
    );
    const found = readBySystemd(text.split("\n"))!;
    const theirs = ["BindPaths", "BindReadOnlyPaths"].flatMap((option) =>
      (found.get(option) ?? []).map((line) => `${option} ${line}`),
    );
    return [ours, theirs];
  },
);

/** A word as systemd prints it: shell quotes where it needs any. */
const unquoted = (line: string) =>
  Array.from(line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g), ([, quoted, plain]) =>
    (quoted ?? plain!).replace(
      /\\(.)/g,
      (_, character: string) => ({ t: "\t", a: "\u0007" })[character] ?? character,
    ),
  );

agree(
  "commands",
  [
    "/bin/x a  b",
    "echo hi",
    "@-/bin/x name a",
    "-@:/bin/x name $$A",
    "!!/bin/x",
    "--- /x",
    `"-/bin/x" a`,
    `/bin/x "a b"c 'd\\te' \\q \\x41 \\;x \\x00 \\400 \\s \\xc3\\xa9 \\u00e9`,
    `/bin/x a ; -/bin/y "it's" ; z`,
    "/bin/x a ; ; /bin/y",
    "/bin/x ;/bin/y",
    "/bin/x; /bin/y",
    "/bin/x \\; b \\;",
    '/bin/x ";" b',
    "/bin/x x%%y %N %i %p %n",
    "/bin/%N a",
    "- /bin/x",
    "--/bin/x",
    "@@/bin/x a",
    "!+/bin/x",
    "bin/x",
    "/bin/x/ a",
    "/bin/a\\\\",
    "@/bin/x",
    "/bin/x 'a",
    "/bin/x it's fine",
    "/bin/x %z",
  ],
  (line) => {
    const { commands, problem } = parseExecLine(line);
    const expand = (word: string) => withSpecifiers(word, "t");
    const ours = problem === null ? commands.map(({ argv }) => argv.map(expand)) : [];
    const found = readBySystemd([`ExecStart=${line}`])!;
    return [ours, (found.get("Command Line") ?? []).map(unquoted)];
  },
);

agree(
  "directories",
  [
    'a b/c "d e" f:g "h i:j k" o:p:q :r s: t::u',
    "a\\:b 'i\\x20j' z/ q//r %p",
    "/abs ../x x/../y private a:/abs b:../x c:%p",
    "a g\\ h i",
    "a\\qb c",
    "a 'b",
  ],
  (line) => {
    const found = readBySystemd([`StateDirectory=${line}`])!;
    const directories = directoriesOf({ StateDirectory: line }, "t");
    const { base } = DIRECTORIES.StateDirectory;
    const links = directories.flatMap(({ name, link }) =>
      link === null ? [] : [`${name}:${link.slice(base.length + 1)}`],
    );
    return [
      [directories.map(({ name }) => name).toSorted(), links.toSorted()],
      [(found.get("StateDirectory") ?? []).toSorted(), (found.get("StateDirectorySymlink") ?? []).toSorted()],
    ];
  },
);

agree(
  "variables",
  [`A=1 B B=2 =x 9=1 "C=%n" D=$A 'E=a b' a-b=2 _c=3 É=4 F=%%`, "A=1 'C=\\x41\\q' D=2", "A= B='x"],
  (line) => {
    const ours = [...environmentIn(line, "t")].map(([name, value]) => `${name}=${value}`);
    return [ours, readBySystemd([`Environment=${line}`])!.get("Environment") ?? []];
  },
);

agree(
  "temporary file systems",
  ['/a:ro "/x y" /f\\ g /d\\:e:ro /h\\\\i', "rel:ro %t/x /y/../z /w/"],
  (line) => {
    const found = readBySystemd([`TemporaryFileSystem=${line}`])!.get("TemporaryFileSystem") ?? [];
    return [
      temporaryFileSystems({ TemporaryFileSystem: line }, "t"),
      found.map((each) => each.replace(/:.*$/, "")),
    ];
  },
);

agree(
  "booleans",
  ["1", "yes", "Y", "TRUE", "t", "On", "0", "no", "N", "False", "f", "off", "2", '"yes"', "yess", "enabled"],
  (word) => {
    const shown = [
      `PrivateNetwork=yes\nPrivateNetwork=${word}`,
      `PrivateNetwork=no\nPrivateNetwork=${word}`,
    ].map((text) => readBySystemd(text.split("\n"))!.get("PrivateNetwork")?.[0]);
    const theirs = shown[0] === shown[1] ? shown[0] === "yes" : null;
    return [parseBoolean(word), theirs];
  },
);

syntax("the names of settings", () => {
  const { stdout, code } = run(SYSTEMD, ["--dump-configuration-items"]);
  const version = Number(/^systemd (\d+)/.exec(run(SYSTEMD, ["--version"]).stdout)?.[1]);
  if (code !== 0 || Number.isNaN(version)) return skipped("systemd is not installed");
  const [, section = ""] = /^\[Service\]\n(.*?)\n\[/ms.exec(stdout) ?? [];
  const theirs = section.split("\n").flatMap((line) => /^(\w+)=/.exec(line)?.[1] ?? []);
  assert.ok(theirs.length > 200);
  assert.equal(
    theirs.filter((name) => (SETTINGS.get(name)?.since ?? Infinity) > version),
    [],
    "what it has is known, and as old",
  );
  const has = new Set(theirs);
  const missing = [...SETTINGS.values()].filter(
    ({ since, name }) => since > 0 && since <= version && !has.has(name),
  );
  // Later versions have dropped some.
  if (version <= 252) assert.equal(missing, [], "what is as old, it has");
});

syntax.run();
