import { test } from "uvu";
import * as assert from "uvu/assert";
import { environmentOf } from "../../../src/service/environment.ts";
import { memoryFiles } from "../programs/memory.ts";
import { storePath } from "../../support/services.ts";

const file = storePath(1, "env");
const gone = storePath(2, "gone");

const of = (config: Record<string, string | string[]>, environment: Record<string, string> = {}) =>
  environmentOf("web", environment, config, {
    files: memoryFiles({ [file]: "A=file\nB=file\n", "/etc/env": "A=machine\n" }),
    storeDir: "/nix/store",
  });

const texts = (environment: ReturnType<typeof of>) =>
  [...environment.variables].map(([name, { value, from }]) => `${name}=${value} ${from}`);

test("a later source overrides an earlier one", () => {
  const all = of(
    { Environment: ["A=setting B=setting", "C=%p"], EnvironmentFile: file },
    { A: "option", D: "option" },
  );
  assert.equal(texts(all), [
    "A=file EnvironmentFile",
    "D=option environment",
    "B=file EnvironmentFile",
    "C=web Environment",
  ]);
  assert.equal(all.value("E"), { known: true, value: null });
});

test("an empty line takes back what NixOS sets, too", () => {
  assert.equal(texts(of({ Environment: ["", "B=1"] }, { A: "option" })), ["B=1 Environment"]);
});

test("a file that nobody can read before the start leaves all variables open", () => {
  for (const path of ["/etc/env", "-/run/secrets/env", "/etc/%i.env", `${gone}`]) {
    const environment = of({ EnvironmentFile: path }, { A: "option" });
    assert.is(environment.open.length, 1);
    assert.is(environment.value("A").known, false);
    assert.is(environment.text("A"), "option");
    assert.ok(environment.mayBeSet("Z"));
  }
});

test.run();
