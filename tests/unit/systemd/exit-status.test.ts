import { test } from "uvu";
import * as assert from "uvu/assert";
import { EXIT_STATUSES, RESULTS } from "../../../src/systemd/exit-status.ts";
import { SETTINGS } from "../../../src/systemd/settings.ts";

test("systemd's own statuses are 200 to 245, without those that it gave up", () => {
  const own = Object.keys(EXIT_STATUSES)
    .map(Number)
    .filter((status) => status >= 200 && status < 255);
  const expected = Array.from({ length: 46 }, (_, i) => 200 + i).filter(
    (status) => ![223, 234].includes(status),
  );
  assert.equal(own, expected);
});

test("names and settings of statuses", () => {
  const { name, what, options, place } = EXIT_STATUSES[226]!;
  assert.equal(
    [name, what, options, place],
    ["NAMESPACE", "the mounts of the chroot could not be made", [], "host"],
  );
  assert.equal(EXIT_STATUSES[200], {
    name: "CHDIR",
    what: "the working directory could not be entered",
    options: ["WorkingDirectory"],
    place: "chroot",
  });
  assert.equal(EXIT_STATUSES[217]!.options, ["User", "PrivateUsers"]);
  assert.is(EXIT_STATUSES[127]!.name, "n/a");
  assert.is(EXIT_STATUSES[1], undefined);
});

test("names are unique, and their settings are those of a service", () => {
  const names = Object.values(EXIT_STATUSES)
    .map(({ name }) => name)
    .filter((name) => name !== "n/a");
  assert.is(new Set(names).size, names.length);
  const others = new Set(["SocketUser", "SocketGroup"]);
  const unknown = Object.values(EXIT_STATUSES)
    .flatMap(({ options }) => options)
    .filter((option) => !SETTINGS.has(option) && !others.has(option));
  assert.equal(unknown, []);
});

test("only what happens behind the change of the root is looked up in the chroot", () => {
  const inside = Object.entries(EXIT_STATUSES).flatMap(([status, { place }]) =>
    place === "chroot" ? [status] : [],
  );
  assert.equal(inside, ["126", "127", "200", "203"]);
});

test("results that say how a unit failed", () => {
  assert.equal(Object.keys(RESULTS).toSorted(), [
    "assert",
    "core-dump",
    "dependency",
    "exec-condition",
    "oom-kill",
    "protocol",
    "resources",
    "signal",
    "start-limit-hit",
    "timeout",
    "watchdog",
  ]);
});

test.run();
