import { test } from "uvu";
import * as assert from "uvu/assert";
import { assignmentAt, warningKind, readVerifyOutput } from "../../../src/systemd/verify-output.ts";

test("messages about files of the directory, and no others", () => {
  const stderr = [
    "/tmp/u/unit0.service:7: Unknown key 'Bogus' in section [Service], ignoring.",
    "/tmp/u/unit1@.service:12: a: b: c",
    "/tmp/u/unit2.service: Command /x is not executable",
    "/tmp/u/sub/unit3.service:1: x",
    "/tmp/unit4.service:1: x",
    "/elsewhere/tmp/u/unit5.service:1: x",
    "unit6.service:1: x",
    "",
  ].join("\n");
  assert.equal(readVerifyOutput(stderr, "/tmp/u"), [
    { file: "unit0.service", line: 7, message: "Unknown key 'Bogus' in section [Service], ignoring." },
    { file: "unit1@.service", line: 12, message: "a: b: c" },
  ]);
});

test("what systemd does with the line", () => {
  assert.is(warningKind("Unknown key 'A' in section [Service], ignoring."), "unknown-setting");
  assert.is(warningKind("Unknown lvalue 'A' in section 'Service', ignoring"), "unknown-setting");
  assert.is(warningKind("Unknown section 'A'. Ignoring."), "ignored");
  assert.is(warningKind("Failed to parse boolean value, ignoring: x"), "ignored");
  assert.is(warningKind("Special user nobody configured, this is not safe!"), "other");
});

test("the assignment that a line belongs to", () => {
  const text = "[Unit]\nA=1\n[Service]\nB=a \\\n  b\nC=2";
  assert.equal(assignmentAt(text, 5), {
    section: "Service",
    name: "B",
    value: "a    b",
    firstLine: 4,
    lastLine: 5,
  });
  assert.is(assignmentAt(text, 4)?.name, "B");
  assert.is(assignmentAt(text, 6)?.name, "C");
  assert.is(assignmentAt(text, 2)?.section, "Unit");
  assert.is(assignmentAt(text, 3), null);
  assert.is(assignmentAt(text, 7), null);
});

test.run();
