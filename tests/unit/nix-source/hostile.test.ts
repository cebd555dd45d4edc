import fc from "fast-check";
import { test } from "uvu";
import type { Target } from "../../../src/manifest/target.ts";
import { optionAt } from "../../../src/nix-source/syntax/option.ts";
import { refine } from "../../../src/nix-source/syntax/refine.ts";
import { parserOf } from "../../../src/nix-source/parser.ts";
import { skipped } from "../../support/skip.ts";

const parser = await parserOf("nix");

const TEXT: Target = { kind: "text", text: "x", value: "x y" };
const STORE: Target = { kind: "storePath", storePath: "/nix/store/11111111111111111111111111111111-jq-1.7" };
const TARGETS: Target[] = [
  TEXT,
  STORE,
  { kind: "element", index: 9 },
  { kind: "attribute", path: ["a", "b"], within: TEXT },
];

function look(text: string): void {
  if ("problem" in parser) throw new Error(parser.problem);
  parser.parse(text, (root) => {
    const written = optionAt(root, 0, 2, ["a"]);
    for (const target of TARGETS) if (written !== null) refine(written, target);
  });
}

test("no text makes it throw", () => {
  if ("problem" in parser) return skipped(parser.problem);
  const piece = fc.constantFrom(
    ..."{ } [ ] ( ) ; = . // ++ : , ? '' \" ${ } let in with rec inherit if then else mkIf mkMerge a b a.b a = b; a = [ a ]; x''".split(
      " ",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => look(`{ a = ${pieces.join(" ")}`)),
    { seed: 6, numRuns: 300 },
  );
});

test.run();
