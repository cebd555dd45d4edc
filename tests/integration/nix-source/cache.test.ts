import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parserOf } from "../../../src/nix-source/parser.ts";
import { scanSources } from "../../../src/nix-source/scan.ts";
import { skipped } from "../../support/skip.ts";
import { parseWorker } from "../../../src/parsing/client.ts";
import { directoryWith } from "../nix/support.ts";

const parser = await parserOf("nix");

test("a named pipe in the place of the cache is replaced, and not waited for", async () => {
  if ("problem" in parser) return skipped(parser.problem);
  const environment = { XDG_CACHE_HOME: directoryWith({}) };
  const directory = directoryWith({ "a.nix": "{ systemd.services.web.confinement.packages = [ ]; }" });
  const look = async () => {
    const { parsed, mistakes } = await scanSources(directory, parseWorker(), { environment });
    return [parsed, mistakes.length];
  };
  await look();
  const cache = join(environment.XDG_CACHE_HOME, "confined-units/sources");
  const [name] = readdirSync(cache);
  const file = join(cache, name!);
  rmSync(file);
  spawnSync("mkfifo", [file]);
  assert.equal(await look(), [1, 1]);
  assert.equal(await look(), [0, 1]);
});

test.run();
