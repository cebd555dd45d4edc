import { test } from "uvu";
import * as assert from "uvu/assert";
import { unknownSpecifier, withSpecifiers } from "../../../src/systemd/specifiers.ts";

test("the names of a unit", () => {
  assert.is(withSpecifiers("%n|%N|%p|%i|%j", "a-b-c"), "a-b-c.service|a-b-c|a-b-c||c");
  assert.is(withSpecifiers("%n|%N|%p|%i|%j", "a-b@x-y"), "a-b@x-y.service|a-b@x-y|a-b|x-y|b");
  assert.is(withSpecifiers("%P|%I|%J", "a-b\\x2dc@x-y\\x20z"), "a/b-c|x/y z|b-c");
  assert.is(withSpecifiers("%f", "get@srv-data"), "/srv/data");
  assert.is(withSpecifiers("%f", "srv-data"), "/srv/data");
  assert.is(withSpecifiers("%f", "get@-srv"), "/srv");
});

test("a template has what all its instances share", () => {
  assert.is(withSpecifiers("%p|%j|%i|%I|%n|%N|%f|%t", "a-b@"), "a-b|b|%i|%I|%n|%N|%f|/run");
});

test("directories and the user of the system's manager", () => {
  const all = "%t %S %C %L %E %T %V %h %u %U %g %G";
  const expected = "/run /var/lib /var/cache /var/log /etc /tmp /var/tmp /root root 0 root 0";
  assert.is(withSpecifiers(all, "x"), expected);
});

test("what only a machine knows stays, and a percent sign is two", () => {
  assert.is(withSpecifiers("%H %m %b %q %s %d", "x"), "%H %m %b %q %s %d");
  assert.is(withSpecifiers("100%% %%i %", "x"), "100% %i %");
  assert.is(withSpecifiers("%-%.%", "x"), "%-%.%");
});

test("no name of an object is a specifier", () => {
  assert.is(withSpecifiers("%constructor %__proto__", "x"), "%constructor %__proto__");
});

test("letters and digits that are no specifier are named, the first first", () => {
  assert.is(unknownSpecifier("/a/%z/%x"), "%z");
  assert.is(unknownSpecifier("%9"), "%9");
  assert.is(unknownSpecifier("%%z %-"), null);
  assert.is(unknownSpecifier("%"), null);
  for (const letter of "ABCDEGHIJLMNPRSTUVWYabcdfghijlmnopqrstuvwy")
    assert.is(unknownSpecifier(`x%${letter}`), null, letter);
  for (const letter of "FKOQXZekxz0123456789") assert.is(unknownSpecifier(`x%${letter}`), `%${letter}`);
});

test.run();
