import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Json } from "../../../src/base/json.ts";
import { decided } from "../../../src/service/decided.ts";
import { environmentOf } from "../../../src/service/environment.ts";
import { viewOf } from "../../../src/service/view.ts";
import { shell } from "../shell-source/support.ts";
import { memoryFiles } from "../programs/memory.ts";
import { storePath } from "../../support/services.ts";

const app = storePath(1, "app");
const other = storePath(2, "other");
const storeDir = "/nix/store";
const files = memoryFiles({ [`${app}/share/x`]: "x", [`${other}/share/x`]: "x" });

/** How `a` runs in a script of a service with these settings. */
function runs(text: string, config: Record<string, Json> = {}, isFirst = true): string {
  const given = { name: "web", mode: "full-apivfs", binSh: null, config, inside: [app], storeDir, files };
  const view = viewOf(given);
  const environment = environmentOf("web", { SET: "x", EMPTY: "" }, config, { files, storeDir });
  const { commands } = decided(shell(text), { environment, view, storeDir }, isFirst);
  return commands.find(({ name }) => name === "a")!.runs;
}

const CASES: [script: string, expected: string, config?: Record<string, Json>][] = [
  [`[ -e ${app}/share/x ] && a`, "always"],
  [`[ -e ${app}/share/y ] && a`, "never"],
  [`[ -e ${other}/share/x ] && a`, "never"],
  ["[ -d /nix/store ] && a", "always"],
  ["[ -d /nix ] && a", "always"],
  ["[ -d /srv/www ] && a", "never"],
  ["[ ! -d /srv/www ] && a", "always"],
  ["[ -d /srv/www ] && a", "always", { BindReadOnlyPaths: "/srv/www" }],
  ["[ -d /srv/www/x ] && a", "rarely", { BindReadOnlyPaths: "/srv/www" }],
  ["[ -e /var/lib/web/done ] || a", "rarely", { StateDirectory: "web" }],
  ["[ -d /etc ] && a", "rarely"],
  ["[ -e /run/x ] && a", "rarely"],
  ['[ -n "$SET" ] && a', "always"],
  ['[ -z "$SET" ] && a', "never"],
  ['[ -n "$EMPTY" ] && a', "never"],
  ['[ -n "$NOTHING" ] && a', "never"],
  ['[ -z "$NOTHING" ] && a', "always"],
  ['[ -n "$STATE_DIRECTORY" ] && a', "rarely"],
  ['[ -n "$HOME" ] && a', "rarely"],
  ['[ -n "$NOTHING" ] && a', "rarely", { EnvironmentFile: "/run/secrets/env" }],
  ['. /x\n[ -n "$NOTHING" ] && a', "rarely"],
  ['for i in *; do if [ -n "$SET" ]; then a; fi; done', "maybe"],
  ['if b; then if [ -n "$SET" ]; then a; fi; fi', "rarely"],
  ['f() { if [ -n "$SET" ]; then a; fi; }', "never"],
  ["a", "always"],
];

for (const [script, expected, config] of CASES) {
  test(`${JSON.stringify(script)}, ${JSON.stringify(config ?? {})}`, () =>
    assert.is(runs(script, config), expected));
}

test("another script may have set the variable", () => {
  assert.is(runs('[ -n "$NOTHING" ] && a', {}, false), "rarely");
  assert.is(runs('[ -n "$SET" ] && a', {}, false), "always");
});

test.run();
