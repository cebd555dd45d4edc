import { test } from "uvu";
import * as assert from "uvu/assert";
import type { StoreFiles } from "../../../../src/programs/port.ts";
import { auditFiles, auditService } from "../../../../src/features/audit/audit.ts";
import { perService } from "../../../../src/features/audit/analysis/per-service.ts";
import { pathCommands } from "../../../../src/features/audit/analysis/path-commands.ts";
import { programsOf } from "../../../../src/features/audit/analysis/programs.ts";
import { app, command, curl, facts, glibc, program } from "./facts.ts";
import { mistake } from "./mistake.ts";

test("what several lines of an option have in common is found once, and under each option", () => {
  const lines = [`${program} /srv/x`, `${program} -v /srv/x`];
  const found = auditService(facts({ config: { ExecStart: lines, ExecStop: lines[0]! } }));
  assert.equal(
    found.map(({ code, option }) => `${code} ${option.at(-1)}`),
    ["CU108 ExecStart", "CU108 ExecStop"],
  );
});

test("findings are ascending by code, whatever finds them", () => {
  const found = auditService(
    facts({
      inside: [app],
      config: { ExecStart: [`${program} /srv/x && y`], RootDirectoryStartOnly: true, BindPaths: "/etc" },
    }),
  );
  assert.equal(
    found.map(({ code }) => code),
    ["CU106", "CU108", "CU202", "CU305", "CU401"],
  );
});

test("mistakes in files, in their order", () => {
  const found = auditFiles([
    mistake({ kind: "inside-service-config" }),
    mistake({ kind: "disabled" }),
    mistake({ kind: "never-enabled", service: null }),
  ]);
  assert.equal(
    found.map(({ code, service, place }) => [code, service, place?.line]),
    [
      ["CU302", "web", 3],
      ["CU301", "web", 3],
      ["CU301", null, 3],
    ],
  );
});

test("an analysis is made once for each service, and again for another", () => {
  let calls = 0;
  const count = perService((_: object) => ++calls);
  const [one, other] = [{}, {}];
  assert.equal([count(one), count(one), count(other), count(one)], [1, 1, 2, 1]);
  const nothing = perService((_: object) => void calls++);
  assert.equal([nothing(one), nothing(one), calls], [undefined, undefined, 3]);
});

test("rules that share an analysis read each file once", () => {
  const elf = { needed: ["libcurl.so.4"], runpath: `${curl}/lib` };
  const given = facts({ elf, inside: [app, glibc, curl], shell: { commands: [command("curl")] } });
  const counted = counting(given.view.files);
  const view = { ...given.view, files: counted };
  const read = { ...given, commands: facts({}).commands, view };
  programsOf(read);
  pathCommands(read);
  const before = counted.reads();
  assert.ok(before > 0);
  programsOf(read);
  pathCommands(read);
  assert.is(counted.reads(), before);
});

/** Counts the questions to the files. */
function counting(files: StoreFiles): StoreFiles & { reads: () => number } {
  let reads = 0;
  return {
    stat: (path) => (reads++, files.stat(path)),
    list: (path) => (reads++, files.list(path)),
    read: (path, offset, length) => (reads++, files.read(path, offset, length)),
    reads: () => reads,
  };
}

test.run();
