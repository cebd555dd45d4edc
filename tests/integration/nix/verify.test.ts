import { spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { verifyUnits } from "../../../src/features/audit/adapters/verify.ts";
import { skipped } from "../../support/skip.ts";

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

test("each warning has its unit and its line", async () => {
  if (!isHere) return skipped("systemd-analyze is not installed");
  const plain = { text: "[Service]\nExecStart=/nix/store/none/bin/x\n", isTemplate: false };
  const { complaints, version } = (await verifyUnits([plain, { text: TEXT, isTemplate: true }]))!;
  assert.match(version, /^\d+$/);
  assert.equal(
    complaints.filter(({ unit }) => unit === 0),
    [],
  );
  const lines = complaints.filter(({ unit }) => unit === 1).map(({ line }) => line);
  assert.ok([3, 7, 10, 11].every((line) => lines.includes(line)));
  assert.match(complaints.find(({ line }) => line === 7)!.message, /ignoring: onehot$/);
});

test.run();
