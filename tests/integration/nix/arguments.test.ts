import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  chunkArguments,
  LONGEST_ARGUMENT,
  nixString,
  nixValue,
  requireShort,
} from "../../../src/nix/arguments.ts";
import { displayCommand, shortCommand } from "../../../src/process/display.ts";
import { run } from "../../../src/process/runner.ts";
import { testNix, thrownBy } from "./support.ts";
import { ConfinedUnitsError } from "../../../src/base/errors.ts";

const { nix } = testNix();

/** What Nix reads an expression as. */
async function evaluated(expression: string): Promise<unknown> {
  return JSON.parse((await nix.command("eval", ["--json", "--expr", expression])).stdout);
}

const NASTY = [
  "",
  '"',
  "\\",
  "${x}",
  "$${x}",
  "\\${x}",
  "$",
  "$$",
  "''",
  "a\nb\r\n\t",
  "é ∀ 🦊",
  "$\\{",
  '"}; builtins.abort "x',
  "\u007f\u0001",
];

test("Nix reads every literal back as the text it was made from", async () => {
  assert.equal(await evaluated(`[ ${NASTY.map(nixString).join(" ")} ]`), NASTY);
});

test("Nix reads random texts and values back", async () => {
  const texts = fc.sample(
    fc.string({ unit: fc.constantFrom("$", "{", "}", '"', "\\", "\n", "'", "a", "é", "#") }),
    { numRuns: 300, seed: 1 },
  );
  const values = [...NASTY, { "a.b ${c}": [null, true, 1, { d: "${" }] }, texts];
  assert.equal(await evaluated(nixValue(values)), values);
  assert.equal(await evaluated(`[ ${texts.map(nixString).join(" ")} ]`), texts);
});

test("names with dots, quotes and dollars select the attribute of that name", async () => {
  for (const name of ["web.example", 'a"b', "${x}"]) {
    assert.is(await evaluated(`{ ${nixString(name)} = 1; }.${nixString(name)}`), 1);
  }
});

test("NUL, which no Nix string can hold, is refused", async () => {
  assert.match((await thrownBy(ConfinedUnitsError, () => nixString("a\0b"))).message, "NUL");
});

test("arguments are split by their bytes, in order, and none is lost", () => {
  const args = ["a".repeat(50), "é".repeat(40), "b", "", "c".repeat(80)];
  const chunks = chunkArguments(args, 145);
  assert.equal(chunks.flat(), args);
  assert.equal(chunks, [["a".repeat(50)], ["é".repeat(40), "b", ""], ["c".repeat(80)]]);
  assert.equal(chunkArguments([]), []);
});

test("the longest argument that the system takes is let through, a longer one is a clear error", async () => {
  const longest = "x".repeat(LONGEST_ARGUMENT);
  assert.is(
    (await run("sh", ["-c", 'printf %s "${#1}"', "sh", requireShort(longest, "it")])).stdout,
    String(LONGEST_ARGUMENT),
  );
  const error = await thrownBy(ConfinedUnitsError, () => requireShort(`${longest}x`, "the list"));
  assert.is(error.message, "the list takes 131072 bytes, and one argument may have no more than 131071");
});

test("as many arguments as one chunk holds fit on a command line", async () => {
  const [chunk] = chunkArguments(
    Array.from({ length: 60_000 }, (_, i) => `/nix/store/${String(i).padStart(32, "0")}-name`),
  );
  assert.ok(chunk!.length > 10_000 && chunk!.length < 60_000);
  assert.is((await run("sh", ["-c", "printf %s $#", "sh", ...chunk!])).stdout, String(chunk!.length));
});

test("commands are shown as a shell takes them, and short without what their arguments are", async () => {
  const args = ["eval", "--json", "", "a b", "it's", "$x", "new\nline", "path:.#x"];
  assert.is(
    displayCommand("/usr/bin/nix", args),
    `/usr/bin/nix eval --json '' 'a b' 'it'\\''s' '$x' 'new\nline' path:.#x`,
  );
  assert.is(shortCommand("/usr/bin/nix", args), "nix eval");
  assert.is(shortCommand("nix-store", ["--realise", "/nix/store/x"]), "nix-store --realise");
  assert.is(shortCommand("/bin/sh", ["/tmp/script"]), "sh");
});

test.run();
