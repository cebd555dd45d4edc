/** What goes wrong when a drop-in is not what it should be: each test spoils the same drop-in in one way. */
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { skipped } from "../support/skip.ts";
import { boot, facts, type Booted } from "./support/boot.ts";
import { buildHost } from "./support/host.ts";
import { whyNoSystemd } from "./support/requirements.ts";

const missing = whyNoSystemd();
const NOWHERE = "/nix/store/00000000000000000000000000000000-nowhere";

/** Ways to spoil a drop-in; `expected` are systemd's result and the status of the main process. */
const SPOILT: Record<string, { spoil: (dropIn: string) => string; expected: string; because: string }> = {
  untouched: { spoil: (text) => text, expected: "success 0", because: "" },
  program: {
    spoil: (text) => without(text, "-probe"),
    expected: "exit-code 203",
    because: "status=203/EXEC",
  },
  interpreter: {
    spoil: (text) => without(text, "-busybox").replace(/^BindReadOnlyPaths=.*:\/bin\/sh\n/m, ""),
    expected: "exit-code 203",
    because: "status=203/EXEC",
  },
  data: { spoil: (text) => without(text, "-words"), expected: "success 0", because: "" },
  source: {
    spoil: (text) => `${text}BindReadOnlyPaths=${NOWHERE}\n`,
    expected: "exit-code 226",
    because: `/run/confinement/source${NOWHERE}: No such file or directory`,
  },
  optional: { spoil: (text) => `${text}BindReadOnlyPaths=-${NOWHERE}\n`, expected: "success 0", because: "" },
};

function without(dropIn: string, path: string): string {
  const lines = dropIn.split("\n");
  const kept = lines.filter((line) => !line.endsWith(path));
  assert.is(kept.length, lines.length - 1, `one line ends in ${path}`);
  return kept.join("\n");
}

const test = suite<{ booted: Booted }>("spoilt drop-ins");

test.before((context) => {
  if (missing !== null) return;
  const { units } = buildHost("2024");
  const spoilt = Object.entries(SPOILT).flatMap(([name, { spoil }]) => [
    [`${name}.service`, units["probe-full.service"]!.replaceAll("probe-full", name)],
    [`${name}.service.d/confinement.conf`, spoil(units["probe-full.service.d/confinement.conf"]!)],
  ]);
  const script = Object.keys(SPOILT).map((name) => `start ${name}.service`);
  context.booted = boot({ units: Object.fromEntries(spoilt), script: script.join("\n") });
});

for (const [name, { expected, because }] of Object.entries(SPOILT)) {
  test(`${name}: ${expected}`, ({ booted }) => {
    if (missing !== null) return skipped(missing);
    const { Result, ExecMainStatus } = facts(booted, `${name}.service.show`);
    assert.is(`${Result} ${ExecMainStatus}`, expected);
    assert.match(booted.get(`${name}.service.journal`)!, because);
  });
}

test("a data file that is left out is the program's to notice: systemd starts it", ({ booted }) => {
  if (missing !== null) return skipped(missing);
  assert.is(facts(booted, "data.service.output")["words"], "");
  assert.is(facts(booted, "untouched.service.output")["words"], "hello from the store");
});

test.run();
