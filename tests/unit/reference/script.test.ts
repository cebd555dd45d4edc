import { test } from "uvu";
import * as assert from "uvu/assert";
import { LINE_ROLES } from "../../../src/reference/script-lines.ts";
import { DialectDriftError, readScript } from "../../../src/reference/script.ts";
import { SCRIPTS, failure, script } from "../../support/services.ts";

const HIDDEN = ["InaccessiblePaths=-+/tmp", "InaccessiblePaths=-+/var/tmp"];

for (const [name, roles] of Object.entries(SCRIPTS)) {
  test(`the script of ${name} is known`, () => {
    const rules = readScript("web", script(roles));
    assert.is(rules.layout, name.startsWith("2019") ? "unit-file" : "drop-in");
    assert.equal(rules.inaccessible, name.startsWith("2024") ? HIDDEN : []);
  });

  test(`the script of ${name} with any line left out, doubled, moved or replaced is not known`, () => {
    const known = new Set(Object.values(SCRIPTS).map((lines) => lines.join()));
    for (let i = 0; i < roles.length; i++) {
      const before = roles.slice(0, i);
      const after = roles.slice(i + 1);
      const line = roles[i]!;
      for (const changed of [
        [...before, ...after],
        [...before, line, line, ...after],
        [...before, ...after, line],
        ...[...LINE_ROLES.values()].map((other) => [...before, other, ...after]),
      ]) {
        if (known.has(changed.join())) continue;
        assert.instance(
          failure(DialectDriftError, () => readScript("web", script(changed))),
          DialectDriftError,
        );
      }
    }
  });
}

test("what is new in a script is printed, under the name of its service", () => {
  const lines = script(SCRIPTS["2024"]);
  const added = ['chmod 600 "$serviceFile"', "echo 'ProtectHome=yes'"].map((text, i) => ({
    text,
    sha256: `${i}`,
  }));
  const error = failure(DialectDriftError, () =>
    readScript("we b", [...lines.slice(0, 4), ...added, ...lines.slice(4)]),
  );
  assert.is(error.service, "we b");
  assert.equal(error.newLines, ['chmod 600 "$serviceFile"', "echo 'ProtectHome=yes'"]);
  assert.match(
    error.message,
    /^service "we b": .*\n {2}\+ chmod 600 "\$serviceFile"\n {2}\+ echo 'ProtectHome=yes'$/s,
  );
  assert.match(error.hint ?? "", /--dialect/);
});

test("known lines in an order of their own are distinguished from new lines", () => {
  const error = failure(DialectDriftError, () => readScript("web", script(["header", "drop-in"])));
  assert.equal(error.newLines, []);
  assert.match(error.message, /in a new order/);
  assert.match(failure(DialectDriftError, () => readScript("web", [])).message, /in a new order/);
});

test("the text of a line decides nothing: its hash does", () => {
  const lines = script(SCRIPTS["2022"]).map((line) => ({ ...line, text: "rm -rf /" }));
  assert.is(readScript("web", lines).layout, "drop-in");
});

test("who changes the lines of one service changes those of no other", () => {
  readScript("web", script(SCRIPTS["2024"])).inaccessible.push("InaccessiblePaths=/");
  assert.equal(readScript("api", script(SCRIPTS["2024"])).inaccessible, HIDDEN);
});

test.run();
