import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  hashPart,
  nameOf,
  ownerOf,
  parseStorePath,
  shortName,
  STORE_DIR,
  storeDirOf,
} from "../../../src/store-path/store-path.ts";

const HASH = "0123456789abcdfghijklmnpqrsvwxyz";
const curl = `/nix/store/${HASH}-curl-8.5.0-bin`;
const elsewhere = `/srv/my store/${HASH}-curl-8.5.0-bin`;

test("a store path is a directory, a hash and a name, and nothing below it", () => {
  assert.is(parseStorePath(curl), curl);
  assert.is(parseStorePath(elsewhere), elsewhere);
  for (const text of [
    "",
    "/nix/store",
    `${curl}/bin`,
    `${curl}/`,
    curl.slice(1),
    `/${HASH}-x`,
    `/nix/store/${HASH}`,
    `/nix/store/${HASH}-`,
    `/nix/store/${HASH}-a b`,
    `/nix/store/${HASH}-a:b`,
    `/nix/store/${HASH.slice(1)}-x`,
    `/nix/store/0${HASH}-x`,
    `/nix/store/${HASH.toUpperCase()}-x`,
  ])
    assert.is(parseStorePath(text), null, text);
});

test("the digits of a hash are all but e, o, t and u", () => {
  for (let code = 0; code < 128; code++) {
    const character = String.fromCharCode(code);
    const path = `/nix/store/${HASH.slice(1)}${character}-x`;
    const isDigit = /[0-9a-z]/.test(character) && !"eotu".includes(character);
    assert.is(parseStorePath(path) !== null, isDigit, JSON.stringify(character));
    assert.is(hashPart(path) !== null, isDigit, JSON.stringify(character));
  }
});

test("a name may have letters, digits and + - . _ ? =", () => {
  for (let code = 0; code < 128; code++) {
    const character = String.fromCharCode(code);
    const isAllowed = /[0-9A-Za-z+._?=-]/.test(character);
    assert.is(
      parseStorePath(`/nix/store/${HASH}-a${character}`) !== null,
      isAllowed,
      JSON.stringify(character),
    );
  }
});

test("where the store is known, a path of another one is none of it", () => {
  assert.is(parseStorePath(curl, "/nix/store"), curl);
  assert.is(parseStorePath(curl, "/srv/my store"), null);
  assert.is(parseStorePath(elsewhere, "/srv/my store"), elsewhere);
  assert.is(parseStorePath(`/backup${curl}`, "/nix/store"), null);
  assert.is(parseStorePath(`/nix/store/x/${HASH}-a`, "/nix/store"), null);
});

test("a path belongs to the store path that it is or lies below", () => {
  assert.is(ownerOf(curl), curl);
  assert.is(ownerOf(`${curl}/bin/curl`), curl);
  assert.is(ownerOf(`${elsewhere}/bin/curl`), elsewhere);
  assert.is(ownerOf(`${curl}/nix/store/${HASH}-inner/x`), curl, "the first one");
  assert.is(ownerOf("/usr/bin/curl"), null);
  assert.is(ownerOf(`nix/store/${HASH}-x`), null, "a relative path");
  assert.is(ownerOf(`/nix/store/${HASH}-a b`), null);
  assert.is(ownerOf("/nix/store"), null);
});

test("where the store is known, only its own paths have an owner", () => {
  assert.is(ownerOf(curl, STORE_DIR), curl);
  assert.is(ownerOf(`${curl}/bin/curl`, STORE_DIR), curl);
  assert.is(ownerOf(`${elsewhere}/bin/curl`, STORE_DIR), null);
  assert.is(ownerOf(`${elsewhere}/bin/curl`, "/srv/my store"), elsewhere);
  assert.is(ownerOf(`/backup${curl}`, STORE_DIR), null);
  assert.is(ownerOf(STORE_DIR, STORE_DIR), null);
  assert.is(ownerOf("/nix/stores/x", STORE_DIR), null);
  assert.is(ownerOf(`/nix/store/x/${HASH}-a`, STORE_DIR), null);
});

test("hash and name of a store path", () => {
  assert.is(hashPart(curl), HASH);
  assert.is(hashPart(`/elsewhere/store/${HASH}-x.drv`), HASH);
  assert.is(hashPart(`${curl}/bin/curl`), null, "a path below is no store path");
  assert.is(hashPart(`${HASH}-x`), null, "a base name is no path");
  assert.is(hashPart("/nix/store/short-x"), null);
  assert.is(hashPart(`/nix/store/${HASH}x`), null);
  assert.is(nameOf(curl), "curl-8.5.0-bin");
  assert.is(nameOf("/nix/store/plain"), "plain");
  assert.is(nameOf("/usr/bin/env"), "env");
});

test("for people a path in the store has neither directory nor hash", () => {
  assert.is(shortName(`${curl}/bin/curl`), "curl-8.5.0-bin/bin/curl");
  assert.is(shortName(curl), "curl-8.5.0-bin");
  assert.is(shortName("/usr/bin/env"), "/usr/bin/env");
  assert.is(shortName(`${elsewhere}/bin/curl`, STORE_DIR), `${elsewhere}/bin/curl`);
  assert.is(shortName(`${elsewhere}/bin/curl`, "/srv/my store"), "curl-8.5.0-bin/bin/curl");
});

test("the directory of the store is that of the first store path", () => {
  assert.is(storeDirOf(["/usr/bin/env", elsewhere, curl]), "/srv/my store");
  assert.is(storeDirOf([curl]), "/nix/store");
  assert.is(storeDirOf([]), "/nix/store");
  assert.is(storeDirOf(["/usr/bin/env"]), "/nix/store");
});

test.run();
