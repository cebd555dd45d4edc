import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ServiceError, UsageError } from "../../../src/base/errors.ts";
import { checkHostName, checkServiceName, pathSafeName } from "../../../src/drop-in/names.ts";
import { recordedCases } from "../vectors/recorded.ts";
import { failure } from "../../support/services.ts";

test("a path-safe name has dashes for at, colon and backslash, and no brackets", () => {
  const known = {
    nginx: "nginx",
    "worker@blue": "worker-blue",
    "worker@": "worker-",
    "a:b@c": "a-b-c",
    "esc\\x2dname": "esc-x2dname",
    "web[0]": "web0",
    "[[]]": "",
    "@[:]\\": "---",
    " a  b ": " a  b ",
    ".leading-dot": ".leading-dot",
    "grüße-日本": "grüße-日本",
    "50%$HOME'\"": "50%$HOME'\"",
  };
  for (const [name, expected] of Object.entries(known)) assert.is(pathSafeName(name), expected);
});

test("path-safe names stay as they are, and nothing else is touched", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(..."@:\\[]ab-. ü") }), (name) => {
      const safe = pathSafeName(name);
      assert.is(pathSafeName(safe), safe);
      assert.not.match(safe, /[@:\\[\]]/);
      assert.is(safe.replaceAll("-", ""), name.replace(/[-@:\\[\]]/g, ""));
    }),
  );
});

test("each character becomes what it became in the recorded names, wherever it stands", () => {
  const pairs = new Map(
    recordedCases().flatMap(({ service, pathSafeName: safe }) => (safe ? [[service, safe] as const] : [])),
  );
  assert.ok(pairs.size > 50);
  for (const [name, safe] of pairs) assert.is(pathSafeName(name), safe);
  const known = [...new Set([...pairs.keys()].join(""))];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...known)), (characters) => {
      assert.is(pathSafeName(characters.join("")), characters.map(pathSafeName).join(""));
    }),
  );
});

const UNSAFE: [name: string, why: RegExp][] = [
  ["", /is empty/],
  [".", /names a directory/],
  ["..", /names a directory/],
  ["../x", /contains a slash/],
  ["a/b", /contains a slash/],
  ["/etc/passwd", /contains a slash/],
  ["a\nb", /contains a control character/],
  ["a\0", /contains a control character/],
  ["\u007f", /contains a control character/],
  ["a\u0085b", /contains a control character/],
  ["a\ud800b", /is not valid Unicode/],
];

const SAFE = [
  ".leading-dot",
  "...",
  "..x",
  "a b",
  "a@b",
  "web[0]",
  "esc\\x2d",
  "ü",
  "😀",
  "a'b\"c",
  "$(id)",
  "%n",
];

test("a service's name that leads out of the output, or cannot be a file's name, is refused by name", () => {
  for (const [name, why] of UNSAFE) {
    const error = failure(ServiceError, () => checkServiceName(name));
    assert.match(error.message, why);
    assert.is(error.service, name);
    assert.ok(error.message.startsWith(`service ${JSON.stringify(name)}: the name `), error.message);
    assert.ok(error.hint);
  }
  for (const name of SAFE) checkServiceName(name);
});

test("a service's name may be as long as the directory of its drop-in may be, in bytes", () => {
  checkServiceName("n".repeat(245));
  checkServiceName("ü".repeat(122));
  const why = /gives a file name of 256 bytes, where 255 are the most/;
  assert.match(failure(ServiceError, () => checkServiceName("n".repeat(246))).message, why);
  assert.match(failure(ServiceError, () => checkServiceName("ü".repeat(123))).message, why);
  checkServiceName("n".repeat(247), "unit-file");
  assert.match(failure(ServiceError, () => checkServiceName("n".repeat(248), "unit-file")).message, why);
});

test("a host's name that cannot be a directory's name, or would be read as an option, is refused by name", () => {
  for (const [name, why] of [...UNSAFE, ["-rf", /begins with a dash/] as const]) {
    const error = failure(UsageError, () => checkHostName(name));
    assert.match(error.message, why);
    assert.ok(error.message.startsWith(`host ${JSON.stringify(name)}: `), error.message);
  }
  for (const name of SAFE) checkHostName(name);
  checkHostName("n".repeat(255));
  assert.throws(() => checkHostName("n".repeat(256)), /256 bytes/);
});

test.run();
