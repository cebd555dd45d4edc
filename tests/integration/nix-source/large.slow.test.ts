/** A configuration of thousands of files; tests/unit/nix-source/scan.test.ts has the small ones. */
import * as assert from "uvu/assert";
import { test } from "uvu";
import { parserOf } from "../../../src/nix-source/parser.ts";
import { scanSources } from "../../../src/nix-source/scan.ts";
import { parseWorker } from "../../../src/parsing/client.ts";
import { directoryWith } from "../nix/support.ts";

const parser = await parserOf("nix");
const environment = { XDG_CACHE_HOME: directoryWith({}) };

test("of 4,000 files, those that mention confined services are parsed", async () => {
  const module = (index: number) => {
    const option = (at: number) => `  options.app${index}.o${at} = lib.mkOption { default = "v${at}"; };\n`;
    const confinement = index % 20 === 0 ? `confinement.packages = [ pkgs.a${index} ];` : "";
    const service = `  systemd.services.app${index} = { description = "x"; ${confinement} };\n`;
    return `{ lib, pkgs, ... }:\n{\n${Array.from({ length: 30 }, (_, at) => option(at)).join("")}${service}}\n`;
  };
  const files = Array.from({ length: 4000 }, (_, index) => [`${index % 50}/${index}.nix`, module(index)]);
  const directory = directoryWith(Object.fromEntries(files));
  const result = await scanSources(directory, parseWorker(), { environment });
  assert.equal([result.files, result.mentioning], [4000, 200]);
  if (!("problem" in parser)) assert.equal([result.parsed, result.mistakes.length], [200, 200]);
});

test.run();
