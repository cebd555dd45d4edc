/** The ways to mount a chroot's store paths give one view. */
import { existsSync } from "node:fs";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { skipped } from "../../support/skip.ts";
import { boot, facts, LOOP_DEVICES, type Booted } from "./boot.ts";
import { contentsOf, probePaths, storeNames } from "./expect.ts";
import { buildHost } from "./host.ts";
import { whyNoSystemd } from "./requirements.ts";

/** Why the strategies cannot be compared here, or null. */
export const missing =
  whyNoSystemd() ?? (existsSync("/dev/loop-control") ? null : "there are no loop devices");

const MODES = ["full", "chroot"];
const STRATEGIES = ["inherit", "image", "overlay"];

/** A suite of tests for a dialect, to be run. */
export function strategiesOf(dialect: string) {
  const test = suite<{ booted: Booted; units: Record<string, string> }>(dialect);

  test.before((context) => {
    if (missing !== null) return;
    context.units = buildHost(dialect).units;
    const services = ["probe", ...STRATEGIES].flatMap((name) => MODES.map((mode) => `${name}-${mode}`));
    const script = services.map((name) => `start ${name}.service`);
    script.push(
      "left() { findmnt -rno TARGET | grep confined-units; }",
      "i=0; while left > /e2e/out/left && [ $i -lt 600 ]; do sleep 0.1; i=$((i+1)); done",
    );
    context.booted = boot({ units: context.units, script: script.join("\n"), arguments: LOOP_DEVICES });
  });

  for (const mode of MODES) {
    for (const strategy of STRATEGIES) {
      test(`${dialect}, ${mode}: ${strategy} shows what read-only binds show`, ({ booted, units }) => {
        if (missing !== null) return skipped(missing);
        const seen = facts(booted, `${strategy}-${mode}.service.output`);
        const bound = facts(booted, `probe-${mode}.service.output`);
        // One mount over the directory of the store makes that directory read-only too, which binds in it do not.
        const writable = bound["writable"]!.replace(strategy === "inherit" ? /$^/ : / ?\/nix\/store$/, "");
        assert.equal(seen, { ...bound, writable });
        const paths = probePaths(units);
        assert.is(seen["store"], storeNames(paths));
        assert.is(seen["contents"], contentsOf(paths));
        assert.not.match(seen["writable"]!, /\/nix\/store\//);
      });
    }
  }

  test(`${dialect}: the mounts of an overlay go with the last unit that needs them`, ({ booted }) => {
    if (missing !== null) return skipped(missing);
    assert.is(booted.get("left"), "");
  });

  return test;
}
