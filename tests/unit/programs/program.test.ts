import { test } from "uvu";
import * as assert from "uvu/assert";
import { programAt, programsIn } from "../../../src/programs/program.ts";
import { elfFile } from "./elf-maker.ts";
import { memoryFiles } from "./memory.ts";

const files = memoryFiles(
  {
    "/s/a/bin/script": "#!/usr/bin/env bash\n",
    "/s/a/bin/elf": elfFile({ interpreter: "/ld" }),
    "/s/a/bin/cut": elfFile({}).subarray(0, 20),
    "/s/a/bin/text": "just text",
    "/s/a/bin/odd": "#!\n",
    "/s/a/sbin/link": "-> ../bin/script",
    "/s/a/libexec/su": "",
  },
  { "/s/a/bin/script": 0o555, "/s/a/libexec/su": 0o6755 },
);
const at = (name: string) => programAt(`/s/a/${name}`, files);

test("tells programs apart by their first bytes", () => {
  const kinds = ["bin/script", "bin/elf", "bin/text", "sbin/link"].map((name) => at(name)?.kind);
  assert.equal(kinds, ["script", "elf", "other", "script"]);
  assert.is(at("bin/elf")?.elf?.interpreter, "/ld");
  assert.is(at("sbin/link")?.path, "/s/a/bin/script");
  assert.is(at("sbin/link")?.shebang?.program, "bash");
});

test("tells who may start it and as whom", () => {
  const bits = (name: string) => [at(name)?.executable, at(name)?.setuid, at(name)?.setgid];
  assert.equal(bits("bin/script"), [true, false, false]);
  assert.equal(bits("libexec/su"), [true, true, true]);
  assert.equal(bits("bin/elf"), [false, false, false]);
});

test("says what is broken, and is null for what is no file", () => {
  assert.equal([at("bin/cut")?.kind, at("bin/cut")?.problem], ["elf", "it ends before byte 64"]);
  assert.equal(
    [at("bin/odd")?.kind, at("bin/odd")?.problem],
    ["script", "its first line names no interpreter"],
  );
  assert.is(at("bin"), null);
  assert.is(at("gone"), null);
});

test("lists the programs of a store path", () => {
  const names = ["bin/cut", "bin/elf", "bin/odd", "bin/script", "bin/text", "sbin/link", "libexec/su"];
  assert.equal(
    programsIn("/s/a", files),
    names.map((name) => `/s/a/${name}`),
  );
  assert.equal(programsIn("/s/b", files), []);
});

test.run();
