/** Names that systemd takes and that need care in paths: their drop-ins are found, and bind what they should. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { skipped } from "../support/skip.ts";
import { boot, facts, type Booted } from "./support/boot.ts";
import { probePaths, storeNames } from "./support/expect.ts";
import { buildHost } from "./support/host.ts";
import { whyNoSystemd } from "./support/requirements.ts";

const missing = whyNoSystemd();
const NAMES = ["metrics:node", "dev-disk\\x2dsync", "under_score.dot"];

for (const dialect of ["2019", "2022", "2024"]) {
  const test = suite<{ booted: Booted; units: Record<string, string> }>(dialect);

  test.before((context) => {
    if (missing !== null) return;
    context.units = buildHost(dialect).units;
    const script = NAMES.map((name) => `start '${name}.service'`).join("\n");
    context.booted = boot({ units: context.units, script });
  });

  for (const name of NAMES) {
    test(`${dialect}: ${name}`, ({ booted, units }) => {
      if (missing !== null) return skipped(missing);
      const { Result, Id } = facts(booted, `${name}.service.show`);
      assert.equal({ Result, Id }, { Result: "success", Id: `${name}.service` });
      assert.is(facts(booted, `${name}.service.output`)["store"], storeNames(probePaths(units)));
    });
  }

  test.run();
}
