import { test } from "uvu";
import * as assert from "uvu/assert";
import { abbreviated, storePathsIn, withoutHashes } from "../../../src/store-path/text.ts";

const HASH = "0123456789abcdfghijklmnpqrsvwxyz";
const [curl, zlib] = [`/nix/store/${HASH}-curl-8.5.0`, `/nix/store/${HASH}-zlib-1.3`];

test("a text names store paths once, in their order, without what lies below", () => {
  assert.equal(storePathsIn(`${zlib}/lib:${curl}/bin "${zlib}"`), [zlib, curl]);
  assert.equal(storePathsIn(`x${curl},y`), [curl]);
  assert.equal(storePathsIn(""), []);
  assert.equal(storePathsIn("/nix/store /nix/store/ /usr/bin"), []);
  assert.equal(storePathsIn(`/nix/store/${HASH.toUpperCase()}-x`), []);
  assert.equal(storePathsIn(`/nix/store/e${HASH.slice(1)}-x`), [], "e is no digit");
});

test("a store elsewhere has its own paths, whatever is in its name", () => {
  const other = `/srv/a+b (c)/${HASH}-curl`;
  assert.equal(storePathsIn(`${other}/bin ${curl}`, "/srv/a+b (c)"), [other]);
  assert.equal(storePathsIn(`${other}/bin ${curl}`), [curl]);
  assert.equal(storePathsIn(`/srvxstore/${HASH}-a`, "/srv.store"), [], "a dot is a dot");
});

test("the same store may be asked for twice", () => {
  assert.equal(storePathsIn(curl), [curl]);
  assert.equal(storePathsIn(zlib), [zlib]);
});

test("without hashes, what was only built again is equal", () => {
  assert.is(withoutHashes(`${curl}/bin ${zlib}`), "/nix/store/curl-8.5.0/bin /nix/store/zlib-1.3");
  assert.is(withoutHashes("/nix/store/plain"), "/nix/store/plain");
});

test("for people, directories and hashes are left out of a text", () => {
  assert.is(abbreviated(`${curl}/bin/curl --x=${zlib}`, "…-"), "…-curl-8.5.0/bin/curl --x=…-zlib-1.3");
  assert.is(
    abbreviated(`PATH=/usr/bin:${curl}/bin:${zlib}/bin`, "…/"),
    "PATH=/usr/bin:…/curl-8.5.0/bin:…/zlib-1.3/bin",
  );
  assert.is(abbreviated(`"/srv/store/${HASH}-a"`, "…/"), '"…/a"');
  assert.is(abbreviated(`'/srv/store/${HASH}-a'\n/s/${HASH}-b`, "…/"), "'…/a'\n…/b");
  assert.is(abbreviated("/bin/sh -c x", "…/"), "/bin/sh -c x");
  assert.is(abbreviated(`/${HASH}-a/x/${HASH}-b`, "…/"), `…/a/x/${HASH}-b`, "below a store path");
});

test.run();
