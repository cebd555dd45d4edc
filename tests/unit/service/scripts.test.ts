import { test } from "uvu";
import * as assert from "uvu/assert";
import { parserOf } from "../../../src/nix-source/parser.ts";
import { shellReaderOf } from "../../../src/shell-source/parse.ts";
import { unitCommands } from "../../../src/service/commands.ts";
import { environmentOf } from "../../../src/service/environment.ts";
import { known } from "../../../src/service/fact.ts";
import { Answers } from "../../../src/service/needs.ts";
import { scriptsOf } from "../../../src/service/scripts.ts";
import { startedPrograms } from "../../../src/service/started.ts";
import { viewOf } from "../../../src/service/view.ts";
import { memoryFiles } from "../programs/memory.ts";
import { storePath } from "../../support/services.ts";

const app = storePath(1, "app");
const bash = storePath(2, "bash");
const parser = await parserOf("bash");
if ("problem" in parser) throw new Error(parser.problem);
const read = shellReaderOf(parser);
const parsing = () =>
  Object.assign(new Answers(), { ask: ({ text }: { text: string }) => known(read(text)) }) as Answers;

const script = (text: string) => `#!${bash}/bin/bash\n${text}\n`;
const FILES = memoryFiles({
  [`${bash}/bin/bash`]: "\u007fELF",
  [`${app}/bin/outer`]: script(`set -e\n. ${app}/lib.sh\n${app}/bin/inner\n${app}/bin/maybe || true`),
  [`${app}/bin/inner`]: script(`exec ${app}/bin/tool --x`),
  [`${app}/bin/maybe`]: script(`${app}/bin/other`),
  [`${app}/bin/circle`]: script(`${app}/bin/circle`),
  [`${app}/lib.sh`]: `f() { :; }\n`,
});

function found(ExecStart: string | string[], answers = parsing()) {
  const config = { ExecStart };
  const view = viewOf({
    name: "web",
    mode: "full-apivfs",
    binSh: `${bash}/bin/bash`,
    config,
    inside: [app, bash],
    storeDir: "/nix/store",
    files: FILES,
  });
  const commands = unitCommands(config);
  const storeDir = "/nix/store";
  const environment = environmentOf("web", {}, config, { files: FILES, storeDir });
  const around = { view, files: FILES, environment, storeDir };
  const { scripts, unknown } = scriptsOf(commands, around, answers);
  const short = (path: string) => path.slice(path.lastIndexOf("/") + 1);
  return {
    scripts: scripts.map(({ name, kind, confidence }) => `${short(name)} ${kind} ${confidence}`),
    started: startedPrograms(commands, scripts).map(({ path, confidence }) => `${short(path)} ${confidence}`),
    unknown,
  };
}

test("scripts that scripts start and source, each as sure as the way to it", () => {
  const { scripts, started } = found(`${app}/bin/outer`);
  assert.equal(scripts, [
    "outer started high",
    "inner started high",
    "maybe started low",
    "lib.sh sourced high",
  ]);
  assert.equal(started, ["outer high", "inner high", "maybe medium", "tool high", "other low"]);
});

test("an Exec line that starts a shell is read as shell", () => {
  const { scripts, started } = found(`/bin/sh -c "${app}/bin/inner && echo $$HOME"`);
  assert.equal(scripts, ["in ExecStart inline high", "inner started high"]);
  assert.ok(started.includes("tool high"));
});

test("a script that is an argument of its shell", () => {
  assert.equal(found(`${bash}/bin/bash -e ${app}/bin/inner`).scripts, [
    "inner started high",
    "in ExecStart inline high",
  ]);
});

test("a command that may fail makes nothing certain", () => {
  assert.equal(found(`-${app}/bin/inner`).scripts, ["inner started medium"]);
});

test("a circle ends", () => {
  assert.equal(found(`${app}/bin/circle`).scripts, ["circle started high"]);
});

test("what was not parsed yet is pending, and unknown until it is", () => {
  const answers = new Answers();
  const { scripts, unknown } = found(`${app}/bin/inner`, answers);
  assert.equal(scripts, []);
  assert.equal(unknown, [{ what: `script ${app}/bin/inner`, why: "it was not read" }]);
  const [need] = answers.pending;
  assert.is(need?.kind, "shell");
  if (need?.kind !== "shell") throw new Error("another need");
  answers.answer(need, { value: read(need.text) });
  assert.equal(answers.pending, []);
  assert.equal(found(`${app}/bin/inner`, answers).scripts, ["inner started high"]);
});

test.run();
