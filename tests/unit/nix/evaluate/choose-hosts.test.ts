import { test } from "uvu";
import * as assert from "uvu/assert";
import { UsageError } from "../../../../src/base/errors.ts";
import { chooseHosts, isPattern } from "../../../../src/nix/evaluate/choose-hosts.ts";
import { thrownBy } from "../../../integration/nix/support.ts";

const HOSTS = ["db1", "db2", "odd[x]", "web1", "web2", "web2.example.org"];
const choose = (...asked: string[]) => chooseHosts(asked, HOSTS, "the flake");

test("names and globs, each host once, in the order asked for", () => {
  assert.equal(choose("web2", "db1", "web2"), ["web2", "db1"]);
  assert.equal(choose("web*"), ["web1", "web2", "web2.example.org"]);
  assert.equal(choose("web?", "*1"), ["web1", "web2", "db1"]);
  assert.equal(choose("{db,web}[12]"), ["db1", "db2", "web1", "web2"]);
  assert.equal(choose("*.org"), ["web2.example.org"]);
  assert.equal(choose("!web*"), ["db1", "db2", "odd[x]"]);
  assert.equal(choose("*").length, HOSTS.length);
});

test("a name that exists is no glob", () => {
  assert.equal(choose("odd[x]"), ["odd[x]"]);
  assert.ok(isPattern("odd[x]"));
  assert.not(isPattern("web2.example.org"));
});

test("what names no host is an error that names those that exist", async () => {
  const error = await thrownBy(UsageError, () => choose("web1", "mail*"));
  assert.is(error.message, 'there is no host "mail*" in the flake');
  assert.match(error.hint!, /db1, db2/);
});

test.run();
