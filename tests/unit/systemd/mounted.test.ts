import { test } from "uvu";
import * as assert from "uvu/assert";
import { temporaryFileSystems } from "../../../src/systemd/mounted.ts";

const mounted = (TemporaryFileSystem: string | string[]) =>
  temporaryFileSystems({ TemporaryFileSystem }, "web");

test("the paths that are mounted, without their options", () => {
  assert.equal(mounted("/var:ro /opt/:mode=0700,size=1M"), ["/var", "/opt"]);
  assert.equal(mounted(["/a", "/b /c"]), ["/a", "/b", "/c"]);
  assert.equal(temporaryFileSystems({}, "web"), []);
});

test("an empty line takes back those before it", () => {
  assert.equal(mounted(["/a", "", "/b"]), ["/b"]);
});

test("specifiers are filled in, and paths simplified", () => {
  assert.equal(mounted("%t/%n //a/./b"), ["/run/web.service", "/a/b"]);
});

test("what is no absolute path mounts nothing", () => {
  assert.equal(mounted("rel /a/../b /ok"), ["/ok"]);
});

test("an escaped colon is part of the path, which quotes are not a second time", () => {
  assert.equal(mounted(String.raw`/a\\:b:ro`), ["/a:b"]);
  assert.equal(mounted(`'"/a:b"'`), []);
});

test.run();
