import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { Activities } from "../../../../src/nix/log/activities.ts";
import { plainLog, readLogLine } from "../../../../src/nix/log/internal-json.ts";

/** What Nix printed on stderr under `--log-format internal-json`, by version. */
const LOGS = join(import.meta.dirname, "recordings");
const log = (version: string, name: string) => readFileSync(join(LOGS, version, `${name}.jsonl`), "utf8");

for (const version of readdirSync(LOGS)) {
  test(`follows a build of Nix ${version}`, () => {
    const activities = new Activities();
    const seen = log(version, "build")
      .split("\n")
      .map((line) => {
        activities.apply(readLogLine(line));
        return activities.status();
      });
    assert.ok(seen.some(({ building }) => building.join() === "demo-1.0"));
    const { building, copying, builds } = seen.at(-1)!;
    assert.equal({ building, copying, failed: builds.failed }, { building: [], copying: [], failed: 0 });
    assert.ok(builds.done >= 1);
  });

  test(`finds the lines of a build's log, by Nix ${version}`, () => {
    const events = log(version, "failure").split("\n").map(readLogLine);
    const lines = events.flatMap((event) =>
      event.kind === "result" && event.result === "log-line" ? [event.fields[0]] : [],
    );
    assert.equal(lines, ["one", "two"]);
    const activities = new Activities();
    events.forEach((event) => activities.apply(event));
    assert.is(activities.status().builds.failed, 1);
  });

  test(`gives what Nix ${version} would have printed otherwise, without colours`, () => {
    const plain = plainLog(log(version, "evaluation"));
    assert.match(plain, /^trace: x$/m);
    assert.match(plain, /error: cannot add a string to an integer/);
    assert.not(plain.includes("\u001b") || plain.includes("@nix"));
  });

  test(`counts what Nix ${version} copies`, () => {
    const activities = new Activities();
    const copied = new Set<string>();
    for (const line of log(version, "copy").split("\n")) {
      activities.apply(readLogLine(line));
      for (const name of activities.status().copying) copied.add(name);
    }
    assert.equal([...copied], ["demo-1.0"]);
  });
}

test("what is malformed or unknown is no event, or one of an unknown type", () => {
  for (const line of [
    "",
    "@nix",
    "@nix ",
    "@nix {",
    "@nix []",
    "@nix null",
    "@nix 7",
    '@nix {"action":"start"}',
    '@nix {"action":"jump","id":1}',
    '@nix {"action":"msg","msg":7}',
    "plain words",
  ]) {
    assert.equal(readLogLine(line), { kind: "other", text: line }, line);
  }
  assert.equal(readLogLine('@nix {"action":"start","id":1,"type":9999,"text":7,"fields":"x"}'), {
    kind: "start",
    id: "1",
    activity: "unknown",
    text: "",
    fields: [],
  });
  assert.equal(readLogLine('@nix {"action":"result","id":18446744073709551615,"type":-1}'), {
    kind: "result",
    id: "18446744073709551615",
    result: "unknown",
    fields: [],
  });
});

test("no line breaks it, whatever is in it and in whatever order lines come", () => {
  const lines = readdirSync(LOGS).flatMap((version) =>
    ["build", "failure", "copy"].flatMap((name) => log(version, name).split("\n")),
  );
  const field = fc.oneof(fc.integer(), fc.string(), fc.constant(null), fc.double());
  const event = fc.record({
    action: fc.constantFrom("start", "stop", "result", "msg"),
    id: fc.oneof(fc.nat(5), fc.string()),
    type: fc.oneof(fc.constantFrom(100, 101, 103, 104, 105, 106, 108), fc.integer()),
    fields: fc.oneof(fc.array(field), fc.string()),
    text: fc.oneof(fc.string(), fc.integer()),
    msg: fc.oneof(fc.string(), fc.integer()),
  });
  const line = fc.oneof(
    fc.string(),
    event.map((value) => `@nix ${JSON.stringify(value)}`),
    fc.constantFrom(...lines).chain((text) => fc.nat(text.length).map((end) => text.slice(0, end))),
  );
  fc.assert(
    fc.property(fc.array(line), (printed) => {
      const activities = new Activities();
      for (const text of printed) {
        activities.apply(readLogLine(text));
        const { builds, copies } = activities.status();
        assert.ok([builds.done, builds.expected, builds.failed, copies.done].every(Number.isFinite));
      }
      assert.type(plainLog(printed.join("\n")), "string");
    }),
  );
});

test("a type that is no number is unknown, whatever it is called", () => {
  for (const type of ["constructor", "__proto__", "105", [105], {}, null]) {
    const line = (action: string) => `@nix ${JSON.stringify({ action, id: 1, type })}`;
    assert.is((readLogLine(line("start")) as { activity?: unknown }).activity, "unknown");
    assert.is((readLogLine(line("result")) as { result?: unknown }).result, "unknown");
  }
});

test.run();
