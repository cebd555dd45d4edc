import { test } from "uvu";
import * as assert from "uvu/assert";
import { temporaryFileSystems } from "../../../src/systemd/mounted.ts";
import { parseListedPath, problemOfPath, simplifyPath } from "../../../src/systemd/path.ts";

test("slashes and dots that say nothing are left out", () => {
  assert.is(simplifyPath("/a//b/./c/"), "/a/b/c");
  assert.is(simplifyPath("/"), "/");
  assert.is(simplifyPath("//"), "/");
  assert.is(simplifyPath("a/./b"), "a/b");
  assert.is(simplifyPath("."), "");
  assert.is(simplifyPath("/a/..b/.c"), "/a/..b/.c");
});

test("a path begins at the root, or with a specifier that does", () => {
  assert.is(problemOfPath("/a"), null);
  for (const letter of "tSCLETVhdsfyY") assert.is(problemOfPath(`%${letter}/a`), null, letter);
  for (const path of ["a", "", "~", "%i/a", "-/a", "%%t"])
    assert.is(problemOfPath(path), "is not an absolute path", path);
});

test("no part of a path is ..", () => {
  for (const path of ["/..", "/a/../b", "/a/.."]) assert.is(problemOfPath(path), "has `..` in it", path);
  assert.is(problemOfPath("/a..b/..c"), null);
});

test("a listed path may be optional, then below the root", () => {
  assert.equal(parseListedPath("-/a"), { text: "-/a", path: "/a", isOptional: true, isBelowRoot: false });
  assert.equal(parseListedPath("+/b/"), { text: "+/b/", path: "/b", isOptional: false, isBelowRoot: true });
  assert.equal(parseListedPath("-+/c"), { text: "-+/c", path: "/c", isOptional: true, isBelowRoot: true });
  assert.equal(parseListedPath("/d"), { text: "/d", path: "/d", isOptional: false, isBelowRoot: false });
  assert.is(parseListedPath("+-/e").path, "-/e", "not the other way round");
});

test("temporary file systems stand before their options", () => {
  const read = (value: string | string[]) => temporaryFileSystems({ TemporaryFileSystem: value }, "t");
  assert.equal(read('/a:ro "/x y":size=1 /f\\ g'), ["/a", "/x y", "/f g"]);
  assert.equal(read("/d\\:e:ro /h\\\\i"), ["/d", "/hi"], "a backslash is read twice");
  assert.equal(read("rel:ro %t/x /y/../z /w/"), ["/run/x", "/w"]);
  assert.equal(read(["/a", "", "/b"]), ["/b"]);
  assert.equal(read(""), []);
});

test.run();
