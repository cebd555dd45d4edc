import { readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parserOf } from "../../../src/nix-source/parser.ts";
import { mentionsIn } from "../../../src/nix-source/syntax/mentions.ts";
import { scanSources, type Scan } from "../../../src/nix-source/scan.ts";
import { skipped } from "../../support/skip.ts";
import { parseWorker } from "../../../src/parsing/client.ts";
import { directoryWith } from "../../integration/nix/support.ts";

const parser = await parserOf("nix");
const worker = parseWorker();
const environment = { XDG_CACHE_HOME: directoryWith({}) };

function scan(files: Record<string, string>, confined: string[] = []): Promise<Scan> {
  return scanSources(directoryWith(files), worker, { environment, confined: new Set(confined) });
}

/** `kind service options line:column`, with `?` for likely and `??` for a guess. */
function lines({ mistakes }: Scan): string[] {
  const marks = { high: "", medium: "?", low: "??" };
  return mistakes.map(({ kind, service, options, place, confidence }) =>
    [kind, service ?? "*", options.join(","), `${place.line}:${place.column}`]
      .join(" ")
      .concat(marks[confidence]),
  );
}

const CASES: [title: string, text: string, expected: string[]][] = [
  [
    "packages without enable",
    "{ systemd.services.web.confinement.packages = [ ]; }",
    ["never-enabled web packages 1:24"],
  ],
  [
    "in nested sets",
    '{ systemd = { services.web = {\n confinement = { mode = "x"; binSh = null; }; }; }; }',
    ["never-enabled web mode,binSh 2:2"],
  ],
  [
    "in a module",
    '{ pkgs, ... }: { config = lib.mkIf c { systemd.services."a b" = with x; { confinement.packages = [ ]; }; }; }',
    ["never-enabled a b packages 1:75"],
  ],
  [
    "beside what services have",
    'p: { web = { description = "x"; confinement.packages = [ ]; }; }',
    ["never-enabled web packages 1:33?"],
  ],
  [
    "switched off",
    "{ systemd.services.web.confinement = { enable = false; packages = [ ]; }; }",
    ["disabled web packages 1:24"],
  ],
  [
    "inside serviceConfig",
    "{ systemd.services.web.serviceConfig.confinement.enable = true; }",
    ["inside-service-config web  1:38"],
  ],
  [
    "in a serviceConfig of its own",
    "{ systemd.services.web = { serviceConfig = { confinement = { enable = true; packages = [ ]; }; }; }; }",
    ["inside-service-config web packages 1:46"],
  ],
  [
    "a computed name in serviceConfig",
    "{ systemd.services.${x}.serviceConfig.confinement.enable = true; }",
    ["inside-service-config *  1:39?"],
  ],
  [
    "packages inherited",
    "{ systemd.services.web.confinement = { inherit (x) packages; }; }",
    ["never-enabled web packages 1:24"],
  ],
  [
    "another service is switched on",
    "{ systemd.services = { a.confinement.enable = true; b.confinement.packages = [ ]; }; }",
    ["never-enabled b packages 1:55"],
  ],
  [
    "computed names may mean it",
    "{ systemd.services = mapAttrs (n: v: { confinement.enable = true; }) x // { b.confinement.packages = [ ]; }; }",
    ["never-enabled b packages 1:79??"],
  ],

  [
    "quiet: for all services",
    "{ options.systemd.services = mkOption { type = x { config = { path = [ ]; confinement.packages = [ ]; }; }; }; }",
    [],
  ],
  [
    "quiet: merged with what is computed",
    "{ systemd.services.web = mkMerge [ (common 1) { confinement.packages = [ ]; } ]; }",
    [],
  ],
  [
    "quiet: joined with what is computed",
    "{ systemd.services.web = { confinement.packages = [ ]; } // cfg.common; }",
    [],
  ],
  [
    "joined with what is written",
    "let c = { path = 1; }; in { systemd.services.web = { confinement.mode = 1; } // c; }",
    ["never-enabled web mode 1:54"],
  ],
  [
    "quiet: a list of services",
    "{ x = { name = 1; value = { path = [ ]; confinement.packages = [ ]; }; }; }",
    [],
  ],
  ["quiet: a variable", "let web = { path = [ ]; confinement.packages = [ ]; }; in web", []],
  [
    "a function that makes services may mean it",
    "let f = n: { path = n; confinement.enable = true; }; in { systemd.services.b.confinement.mode = 1; }",
    ["never-enabled b mode 1:78??"],
  ],
  ["quiet: switched on", "{ systemd.services.web.confinement = { enable = true; packages = [ ]; }; }", []],
  [
    "quiet: switched on apart",
    "{ systemd.services.web = lib.mkMerge [ { confinement.packages = [ ]; } { confinement.enable = lib.mkDefault true; } ]; }",
    [],
  ],
  [
    "quiet: switched on by a value",
    "{ systemd.services.web.confinement = { enable = cfg.x; packages = [ ]; }; }",
    [],
  ],
  [
    "quiet: switched on under a condition",
    "{ systemd.services.web.confinement = mkIf c { enable = true; } // { packages = [ ]; }; }",
    [],
  ],
  [
    "quiet: inherited enable",
    "{ systemd.services.web.confinement = { inherit enable; packages = [ ]; }; }",
    [],
  ],
  ["quiet: computed", "{ systemd.services.web = { confinement = cfg.c // { packages = [ ]; }; }; }", []],
  ["quiet: inherited whole", "{ systemd.services.web = { inherit (x) confinement; }; }", []],
  ["quiet: only switched off", "{ systemd.services.web.confinement.enable = false; }", []],
  [
    "quiet: an option's declaration",
    "{ options.systemd.services.web.confinement = { packages = mkOption { }; }; }",
    [],
  ],
  [
    "quiet: declared in a submodule",
    "{ x = { description = 1; confinement = { packages = lib.mkOption { }; }; }; }",
    [],
  ],
  ["quiet: something else of that name", "{ physics.confinement.packages = [ ]; }", []],
  ["quiet: read, not written", "{ x = config.systemd.services.web.confinement.packages; }", []],
  ["quiet: in text", '{ x = "confinement.packages"; # confinement\n }', []],
  ["quiet: another word", "{ systemd.services.web.confinements.packages = [ ]; }", []],
];

for (const [title, text, expected] of CASES) {
  test(title, async () => {
    if ("problem" in parser) return skipped(parser.problem);
    assert.equal(lines(await scan({ "a.nix": text })), expected, text);
  });
}

test("takes all files together, and what is known to be confined", async () => {
  if ("problem" in parser) return skipped(parser.problem);
  const files = {
    "a.nix": "{ systemd.services.web.confinement.packages = [ ]; systemd.services.db.confinement.mode = 1; }",
    "deep/er/b.nix": "{ systemd.services.web.confinement.enable = true; }",
    "node_modules/c.nix": "{ systemd.services.api.confinement.mode = 1; }",
    ".git/d.nix": "{ systemd.services.api.confinement.mode = 1; }",
    "e.txt": "{ systemd.services.api.confinement.mode = 1; }",
    "f.nix": "{ }",
  };
  const result = await scan(files);
  assert.equal(lines(result), ["never-enabled db mode 1:72"]);
  assert.equal([result.files, result.mentioning], [3, 2]);
  assert.match(result.mistakes[0]!.place.file, /\/a\.nix$/);
  assert.equal(lines(await scan(files, ["db"])), []);
});

test("symlinks are not followed, and what cannot be read is reported", async () => {
  const directory = directoryWith({ "a/b.nix": "{ }" });
  symlinkSync("..", join(directory, "a/loop"));
  symlinkSync("a", join(directory, "result"));
  const { files, problems } = await scanSources(directory, worker, { environment });
  assert.equal([files, problems], [1, []]);
  assert.is((await scanSources(join(directory, "gone"), worker, { environment })).files, 0);
});

test("parses each content once", async () => {
  if ("problem" in parser) return skipped(parser.problem);
  const text = "{ systemd.services.web.confinement.packages = [ ]; }";
  const directory = directoryWith({ "a.nix": text, "b.nix": `${text} # b` });
  const again = async () => {
    const result = await scanSources(directory, worker, { environment });
    return [result.parsed, lines(result).length];
  };
  assert.equal(
    [await again(), await again()],
    [
      [2, 2],
      [0, 2],
    ],
  );
  writeFileSync(join(directory, "b.nix"), `\n${text}`);
  assert.equal(
    [await again(), await again()],
    [
      [1, 2],
      [0, 2],
    ],
  );
});

test("a cache that is broken, foreign or cannot be written does no harm", async () => {
  if ("problem" in parser) return skipped(parser.problem);
  const own = { XDG_CACHE_HOME: directoryWith({}) };
  const directory = directoryWith({ "a.nix": "{ systemd.services.web.confinement.packages = [ ]; }" });
  const look = async (place: NodeJS.ProcessEnv = own) => {
    const result = await scanSources(directory, worker, { environment: place });
    return [result.parsed, result.mistakes.length];
  };
  await look();
  const [name] = readdirSync(join(own.XDG_CACHE_HOME, "confined-units/sources"));
  const file = join(own.XDG_CACHE_HOME, "confined-units/sources", name!);
  const good = readFileSync(file, "utf8");
  assert.equal(await look(), [0, 1]);
  for (const text of [
    "",
    "{",
    "null",
    "[]",
    good.replace('"from"', '"x"'),
    good.replace('"version":"', '"version":"x'),
    good.replace(/"from":\d+,"to":\d+/, '"from":1,"to":5'),
    good.replace(/"to":\d+/, '"to":1e99'),
    good.replace('"enable":"absent"', '"enable":"x"'),
  ]) {
    assert.is.not(text, good);
    writeFileSync(file, text);
    assert.equal(await look(), [1, 1], text.slice(0, 40));
    assert.is(readFileSync(file, "utf8"), good);
  }
  assert.equal(await look({ XDG_CACHE_HOME: "/dev/null/x" }), [1, 1]);
});

test("no text makes it throw", () => {
  if ("problem" in parser) return skipped(parser.problem);
  const piece = fc.constantFrom(
    ..."{ } [ ] ( ) ; = . // ++ : , ? '' \" ${ } let in with rec inherit if then mkIf systemd services web confinement enable packages serviceConfig description é".split(
      " ",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join(" ");
      parser.parse(text, (root) => mentionsIn(root, text));
    }),
    { seed: 6, numRuns: 300 },
  );
});

test.run();
