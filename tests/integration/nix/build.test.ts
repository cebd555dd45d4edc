import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { buildExpression } from "../../../src/nix/store/build.ts";
import { NixError } from "../../../src/nix/errors/errors.ts";
import { packages } from "./store-packages.ts";
import { directoryWith, testNix, thrownBy } from "./support.ts";

const { nix } = testNix();

test("a build that is stopped leaves no builder behind", async () => {
  const directory = directoryWith({});
  const file = join(directory, "waiting.nix");
  writeFileSync(
    file,
    `derivation {
      name = "waiting"; system = builtins.currentSystem; builder = "/bin/sh"; directory = "${directory}";
      args = [ "-c" "echo $$ > $directory/builder; while :; do :; done" ];
    }`,
  );
  const abort = new AbortController();
  const running = thrownBy(NixError, () =>
    buildExpression(testNix({ signal: abort.signal }).nix, { file, args: {} }),
  );
  const builder = join(directory, "builder");
  while (!existsSync(builder) || readFileSync(builder, "utf8") === "") await sleep(20);
  abort.abort();
  assert.is((await running).message, "nix-build was stopped");
  const process = `/proc/${readFileSync(builder, "utf8").trim()}`;
  while (existsSync(process)) await sleep(20);
});

test("builds an expression with string arguments, and leaves a link only where it is asked to", async () => {
  const directory = directoryWith({
    "hello.nix": `{ text, salt }: derivation {
      name = "hello"; system = builtins.currentSystem; builder = "/bin/sh"; inherit text salt;
      args = [ "-c" "echo \\"$text\\" > $out" ];
    }`,
  });
  const request = {
    file: join(directory, "hello.nix"),
    args: { text: 'a "${b}" $c', salt: String(Date.now()) },
  };
  const path = await buildExpression(testNix({ cwd: directory }).nix, request);
  assert.match(path, /^\/nix\/store\/\w{32}-hello$/);
  assert.is(readFileSync(path, "utf8"), 'a "${b}" $c\n');
  assert.not.ok(existsSync(join(directory, "result")));
  assert.is(await buildExpression(nix, { ...request, outLink: join(directory, "link") }), path);
  assert.is(readFileSync(join(directory, "link"), "utf8"), 'a "${b}" $c\n');
});

test("an expression whose build fails names the derivation; one that does not evaluate says why", async () => {
  const directory = directoryWith({
    "packages.nix": `(${packages(String(Date.now()))}).broken`,
    "bad.nix": '{ x }: throw "no ${x}"',
  });
  const broken = await thrownBy(NixError, () =>
    buildExpression(nix, { file: join(directory, "packages.nix"), args: {} }),
  );
  assert.match(broken.message, /-broken\.drv does not build/);
  assert.is(broken.log.length, 50);
  const bad = await thrownBy(NixError, () =>
    buildExpression(nix, { file: join(directory, "bad.nix"), args: { x: "luck" } }),
  );
  assert.is(bad.message, "no luck");
});

test.run();
