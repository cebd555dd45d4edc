import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { buildExpression } from "../../../src/nix/store/build.ts";
import { NixError } from "../../../src/nix/errors/errors.ts";
import { packages } from "./store-packages.ts";
import { folderWith, testNix, thrownBy } from "./support.ts";

const { nix } = testNix();

test("a build that is stopped leaves no builder behind", async () => {
  const folder = folderWith({});
  const file = join(folder, "waiting.nix");
  writeFileSync(
    file,
    `derivation {
      name = "waiting"; system = builtins.currentSystem; builder = "/bin/sh"; folder = "${folder}";
      args = [ "-c" "echo $$ > $folder/builder; while :; do :; done" ];
    }`,
  );
  const abort = new AbortController();
  const running = thrownBy(NixError, () =>
    buildExpression(testNix({ signal: abort.signal }).nix, { file, args: {} }),
  );
  const builder = join(folder, "builder");
  while (!existsSync(builder) || readFileSync(builder, "utf8") === "") await sleep(20);
  abort.abort();
  assert.is((await running).message, "nix-build was stopped");
  const process = `/proc/${readFileSync(builder, "utf8").trim()}`;
  while (existsSync(process)) await sleep(20);
});

test("builds an expression with string arguments, and leaves a link only where it is asked to", async () => {
  const folder = folderWith({
    "hello.nix": `{ text, salt }: derivation {
      name = "hello"; system = builtins.currentSystem; builder = "/bin/sh"; inherit text salt;
      args = [ "-c" "echo \\"$text\\" > $out" ];
    }`,
  });
  const request = {
    file: join(folder, "hello.nix"),
    args: { text: 'a "${b}" $c', salt: String(Date.now()) },
  };
  const path = await buildExpression(testNix({ cwd: folder }).nix, request);
  assert.match(path, /^\/nix\/store\/\w{32}-hello$/);
  assert.is(readFileSync(path, "utf8"), 'a "${b}" $c\n');
  assert.not.ok(existsSync(join(folder, "result")));
  assert.is(await buildExpression(nix, { ...request, outLink: join(folder, "link") }), path);
  assert.is(readFileSync(join(folder, "link"), "utf8"), 'a "${b}" $c\n');
});

test("an expression whose build fails names the derivation; one that does not evaluate says why", async () => {
  const folder = folderWith({
    "packages.nix": `(${packages(String(Date.now()))}).broken`,
    "bad.nix": '{ x }: throw "no ${x}"',
  });
  const broken = await thrownBy(NixError, () =>
    buildExpression(nix, { file: join(folder, "packages.nix"), args: {} }),
  );
  assert.match(broken.message, /-broken\.drv does not build/);
  assert.is(broken.log.length, 50);
  const bad = await thrownBy(NixError, () =>
    buildExpression(nix, { file: join(folder, "bad.nix"), args: { x: "luck" } }),
  );
  assert.is(bad.message, "no luck");
});

test.run();
