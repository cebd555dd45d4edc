import { test } from "uvu";
import * as assert from "uvu/assert";
import { ofStore } from "../../../src/service/store-files.ts";
import { memoryFiles } from "../programs/memory.ts";
import { storePath } from "../../support/services.ts";

const app = storePath(1, "app");
const out = storePath(2, "out");
const inside = storePath(3, "inside");

const files = ofStore(
  memoryFiles({
    [`${app}/etc/app.conf`]: "x",
    [`${app}/etc/link`]: "-> app.conf",
    [`${app}/etc/passwd`]: "-> /etc/passwd",
    [`${app}/host`]: "-> /etc",
    [`${app}/round`]: "-> /etc/alternatives",
    [out]: "-> /etc/passwd",
    [inside]: `-> ${app}`,
    "/etc/passwd": "the machine's own",
    "/etc/alternatives": `-> ${app}/etc`,
  }),
  "/nix/store",
);

const text = (path: string) => {
  const bytes = files.read(path, 0, 100);
  return bytes === null ? null : new TextDecoder().decode(bytes);
};

test("files of the store are there, through its symlinks as well", () => {
  assert.is(text(`${app}/etc/app.conf`), "x");
  assert.is(text(`${app}/etc/link`), "x");
  assert.is(text(`${inside}/etc/link`), "x");
  assert.is(files.stat(`${inside}/etc/link`)?.target, "app.conf");
  assert.equal(files.list(`${inside}/etc`), ["app.conf", "link", "passwd"]);
});

test("a symlink that leads out of the store is one, and nothing is behind it", () => {
  for (const path of [out, `${app}/etc/passwd`]) {
    assert.is(files.stat(path)?.target, "/etc/passwd");
    assert.is(text(path), null);
  }
  assert.is(files.list(`${app}/host`), null);
  assert.is(files.stat(`${app}/host/passwd`), null);
  assert.is(text(`${app}/host/passwd`), null);
});

test("the way back into the store is not known either", () => {
  assert.is(text(`${app}/round/app.conf`), null);
});

test("dots do not lead out of the store", () => {
  assert.is(text(`${app}/../../../etc/passwd`), null);
  assert.is(files.stat(`${app}/../../../etc/passwd`), null);
  assert.is(files.stat(`${app}/..`), null);
  assert.is(text(`${app}/etc/../etc/app.conf`), "x");
});

test("of the machine there are only the directories above the store", () => {
  assert.is(files.stat("/nix")?.kind, "directory");
  assert.is(files.stat("/nix/store")?.kind, "directory");
  for (const path of ["/etc/passwd", "/etc", "/nix/var"]) assert.is(files.stat(path), null);
  assert.is(text("/etc/passwd"), null);
});

test.run();
