import type { Target as Wanted } from "../../../../src/manifest/target.ts";
import { mistakesIn } from "../../../../src/nix-source/mistakes.ts";
import { mentionsIn } from "../../../../src/nix-source/syntax/mentions.ts";
import { optionAt } from "../../../../src/nix-source/syntax/option.ts";
import { refine } from "../../../../src/nix-source/syntax/refine.ts";
import { parserOf } from "../../../../src/nix-source/parser.ts";
import { Positions } from "../../../../src/nix-source/positions.ts";
import { storePath } from "../../../support/services.ts";
import type { Target } from "../engine.ts";
import type { Random } from "../random.ts";
import { filesOf, textOf } from "./text.ts";
import { shellReaderOf } from "../../../../src/shell-source/parse.ts";

const nix = await parserOf("nix");
const bash = await parserOf("bash");

const WANTED: Wanted[] = [
  { kind: "option" },
  { kind: "element", index: 1 },
  { kind: "text", text: "/bin/x", value: "y /bin/x z" },
  {
    kind: "storePath",
    storePath: `${storePath(1, "curl-8.5.0")}`,
    value: `${storePath(1, "curl-8.5.0")}/bin/curl`,
  },
  { kind: "attribute", path: ["a", "b"], within: { kind: "text", text: "x" } },
];

const NIX_SEEDS = [
  ...filesOf("tests/fixtures/hosts", ".nix").filter((text) => text.length < 4000),
  `{ systemd.services.web = { confinement = { enable = lib.mkIf x true; packages = [ pkgs.curl ] ++ y; };
     serviceConfig.ExecStart = "\${pkgs.curl}/bin/curl \${''a''}"; }; }`,
  `let a = { inherit (b) c; }; b = rec { c = a.c; }; in with a; { x = ''
     \${c} ''\${ /bin/x ''' '' ; a.b = 1; }`,
];

export const nixSource: Target = {
  name: "nix",
  missing: "problem" in nix ? nix.problem : undefined,
  size: 1000,
  seeds: NIX_SEEDS,
  words:
    "{ } [ ] ( ) ; = . // ++ : , ? '' \" ${ let in with rec inherit if then else mkIf mkMerge confinement serviceConfig".split(
      " ",
    ),
  read(input, random) {
    if ("problem" in nix) return null;
    const text = textOf(input);
    return nix.parse(text, (root) => {
      const mentions = mentionsIn(root, text);
      const positions = new Positions(text);
      const placed = mentions.map(({ from, to, ...mention }) => {
        requireWithin(from, to, text);
        const { line, column } = positions.at(from);
        return { ...mention, place: { file: "x.nix", line, column, endLine: line, endColumn: column } };
      });
      const stretches = bindingsIn(text, random).map(([row, column, name]) => {
        const written = optionAt(root, row, column, [name]);
        const found = written === null ? null : refine(written, random.pick(WANTED));
        if (found !== null) requireWithin(found.from, found.to, text);
        return found;
      });
      return { mistakes: mistakesIn(placed), stretches };
    });
  },
};

/** Some of the places where something is bound, as Nix gives them: the row and the column in which the name begins. */
function bindingsIn(text: string, random: Random): [row: number, column: number, name: string][] {
  const places = text
    .split("\n")
    .flatMap((line, row) => [...line.matchAll(/([\w.]+)(?= *=)/g)].map((at) => ({ row, at })));
  return Array.from({ length: Math.min(5, places.length) }, () => {
    const { row, at } = random.pick(places);
    return [row, at.index, at[1]!.split(".").at(-1)!];
  });
}

function requireWithin(from: number, to: number, text: string): void {
  if (from < 0 || to < from || to > text.length)
    throw new Error(`${from} to ${to} in ${text.length} characters`);
}

export const shellScript: Target = {
  name: "shell",
  missing: "problem" in bash ? bash.problem : undefined,
  size: 700,
  seeds: [
    ...filesOf("scripts", ".sh").map((text) => text.slice(0, 4000)),
    ...filesOf("tests/system/support", ".sh"),
    `#!/bin/bash -e\nPATH=\${PATH:+':'$PATH':'}\nPATH=\${PATH/':'/':'}\nexec -a "$0" "/nix/store/x/bin/.y-wrapped" "$@"\n`,
    '#!/usr/bin/env -S sh -e\nx=/a; f() { sudo -u y timeout 5 curl "$x" >/b; }; sh -c \'eval "ls -l" || trap "rm /c" 0\'\n',
  ],
  words:
    "sh -c ' \" $( ` ${ } { ( ) ; | || && > < << EOF if then fi case esac eval env find -exec \\ $x # [[".split(
      " ",
    ),
  read(input) {
    if ("problem" in bash) return null;
    const text = textOf(input);
    const lines = text.split("\n").length;
    const facts = shellReaderOf(bash)(text);
    for (const { line } of [...facts.commands, ...facts.paths, ...facts.searchPaths, ...facts.problems]) {
      if (line < 1 || line > lines) throw new Error(`line ${line} of ${lines}`);
    }
    return facts;
  },
};
