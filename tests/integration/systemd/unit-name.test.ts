import { spawnSync } from "node:child_process";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { mountUnitName } from "../../../src/systemd/unit-name.ts";
import { skipped } from "../../support/skip.ts";

test("mount units are named as systemd-escape names them", () => {
  const paths = ["/run/confined-units/0/store", "/a b/.c/d.e_f:g", "/ünï", "/.x"];
  const { stdout, error } = spawnSync("systemd-escape", ["--path", "--suffix=mount", ...paths], {
    encoding: "utf8",
  });
  if (error !== undefined) return skipped("systemd-escape is not installed");
  assert.equal(paths.map(mountUnitName), stdout.trim().split(" "));
});

test.run();
