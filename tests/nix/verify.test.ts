import { spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ignoredLines } from "../../src/core/audit/verified.ts";
import { verifyUnits } from "../../src/nix/verify.ts";
import { fullFacts, service } from "../core/support.ts";
import { skipped } from "../support/skip.ts";

const isHere = spawnSync("systemd-analyze", ["--version"]).status === 0;

const TEXT = `[Unit]
Description=x
Afer=network.target

[Service]
ExecStart=/bin/true
Type=onehot
ImportCredential=x
X-Mine=1
BindPathsReadOnly=/a
ReadWritePaths=relative
`;

test("no units are no question", async () => {
  assert.is(await verifyUnits([]), null);
});

test("CU313: lines that systemd ignores, but none that it does not know yet or that a rule tells of", async () => {
  if (!isHere) return skipped("systemd-analyze is not installed");
  const plain = { text: "[Service]\nExecStart=/nix/store/none/bin/x\n", isTemplate: false };
  const verified = (await verifyUnits([plain, { text: TEXT, isTemplate: true }]))!;
  const subject = { ...service("it@"), full: fullFacts({ unitText: TEXT }) };
  const known = [{ code: "CU303", option: ["serviceConfig", "BindPathsReadOnly"] }] as never[];
  const of = (unit: number) => verified.complaints.filter((each) => each.unit === unit);
  assert.equal(of(0), []);
  const found = ignoredLines(subject, TEXT, of(1), verified.version, known);
  assert.equal(
    found.map(({ code, option }) => `${code} ${option.join(".")}`),
    ["CU313 unitConfig.Afer", "CU313 serviceConfig.Type", "CU313 serviceConfig.ReadWritePaths"],
  );
  assert.match(found[1]!.what, /^systemd \d+ of this machine ignores `Type=onehot`: .*ignoring: onehot$/);
});

test("what confinement itself sets is nobody's to mend", () => {
  const text = "[Service]\nInaccessiblePaths=-+/run/confinement/a b\n";
  const subject = { ...service("a b"), full: fullFacts({ unitText: text }) };
  const complaint = { line: 2, message: "InaccessiblePaths= path is not absolute, ignoring: b" };
  assert.equal(ignoredLines(subject, text, [complaint], "252", []), []);
});

test.run();
