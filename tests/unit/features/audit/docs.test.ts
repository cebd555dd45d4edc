import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { auditDocuments, PAGES } from "../../../../scripts/docs/audit.ts";
import { pageMarkdown, rulesTable } from "../../../../src/features/audit/markdown.ts";
import { ruleJson } from "../../../../src/features/audit/rule-json.ts";
import { RULES } from "../../../../src/features/audit/rules/index.ts";
import { pageLines } from "../../../../src/features/explain/rule.ts";
import { plainText } from "../../../../src/report/spans.ts";
import { root } from "../../../support/run.ts";

test("the pages and the table are those of the rules: npm run docs", () => {
  for (const [path, text] of auditDocuments(root))
    assert.is(readFileSync(join(root, path), "utf8"), text, path);
});

test("no page is left over", () => {
  assert.equal(
    readdirSync(join(root, PAGES)).toSorted(),
    RULES.rules.map(({ code }) => `${code}.md`),
  );
});

const daemonSocket = RULES.get("CU403")!;
const commandNotInChroot = RULES.get("CU101")!;

test("a page has all that the rule says", () => {
  assert.is(
    pageMarkdown({
      ...daemonSocket,
      example: '"web@"',
      journal: { log: "a\nb" },
      fixes: [
        ["safe", "Do."],
        ["manual", "Or."],
      ],
    }),
    `# CU403: The socket of a privileged daemon is bound

- Severity: warning
- Confidence: high

## What it finds

The socket of a privileged daemon is bound.

\`\`\`text
<path>, the socket of <daemon>, is bound
\`\`\`

## Why it is bad

Anything that can reach this socket can do what _daemon_ can, usually as root.

## Wrong

\`\`\`nix
systemd.services."web@" = {
  serviceConfig = {
    ExecStart = "\${pkgs.hello}/bin/hello";
    BindPaths = [ "/run/docker.sock" ];
  };
  confinement.enable = true;
};
\`\`\`

## In the journal

\`\`\`text
a
b
\`\`\`

## Right

\`\`\`nix
systemd.services."web@" = {
  serviceConfig.ExecStart = "\${pkgs.hello}/bin/hello";
  confinement.enable = true;
};
\`\`\`

## Fixes

- **safe**: Do.
- **manual**: Or.

## Limits

A fixed list of sockets. The socket of the Nix daemon is left out, since it distinguishes users.
`,
  );
});

test("the table shows the best fix that a rule has", () => {
  const table = rulesTable([daemonSocket, commandNotInChroot], (code) => `x/${code}.md`).split("\n");
  assert.equal(
    table.map((line) =>
      line
        .split("|")
        .map((cell) => cell.trim())
        .slice(1, -1),
    ),
    [
      ["code", "severity", "confidence", "fix", "what it finds"],
      [
        "-".repeat(19),
        "-".repeat(8),
        "-".repeat(10),
        "-".repeat(6),
        "-".repeat(commandNotInChroot.title.length),
      ],
      ["[CU403](x/CU403.md)", "warning", "high", "manual", daemonSocket.title],
      ["[CU101](x/CU101.md)", "error", "high", "safe", commandNotInChroot.title],
    ],
  );
  assert.is(new Set(table.map((line) => line.length)).size, 1);
});

test("the terminal shows the page within 84 columns, apart from code", () => {
  const lines = pageLines({ ...commandNotInChroot, wrong: "a\n\nb", journal: "Nothing." });
  const text = lines.map((line) => `${plainText(line)}\n`).join("");
  assert.match(text, /^CU101: A script runs .*\nerror, high confidence\n\nWhat it finds\n {2}A script runs /);
  assert.match(
    text,
    /\nWrong\n {2}systemd\.services\.web = \{\n {4}a\n\n {4}b\n {2}\};\n\nIn the journal\n {2}Nothing\.\n/,
  );
  assert.match(text, /\n {2}safe: Add the packages of .*\n {8}\S/);
  const prose = text.split("\n").filter((line) => !/pkgs|^ {2}`/.test(line));
  assert.ok(Math.max(...prose.map((line) => line.length)) <= 82);
  assert.ok(Math.max(...prose.map((line) => line.length)) > 70);
});

test("JSON has the texts of the rule", () => {
  const json = ruleJson(commandNotInChroot);
  assert.equal(
    Object.keys(json).join(" "),
    "code title severity confidence message why wrong journal right fixes limits",
  );
  assert.match(json.journal, /command not found/);
  assert.is(ruleJson(daemonSocket).journal, "Nothing: the service starts.");
  assert.equal(ruleJson(daemonSocket).fixes[0], { applicability: "manual", description: "Remove the bind." });
});

test.run();
