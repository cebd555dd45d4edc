import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { builtinModules } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { suite } from "uvu";
import * as assert from "uvu/assert";
import { root, run } from "../../support/run.ts";

const INPUTS = ["src", "scripts", "tests/support", "package.json", "tsconfig.json", "tsconfig.build.json"];

/** A copy of the sources with a build of its own. */
const test = suite<{ copy: string }>("build");

test.before((context) => {
  context.copy = mkdtempSync(join(tmpdir(), "build-"));
  for (const input of INPUTS) cpSync(join(root, input), join(context.copy, input), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(context.copy, "node_modules"));
  build(context.copy);
});

test.after(({ copy }) => rmSync(copy, { recursive: true }));

function build(directory: string): void {
  const tsx = import.meta.resolve("tsx");
  const { code, stdout, stderr } = run(process.execPath, ["--import", tsx, "scripts/build.ts"], {
    cwd: directory,
  });
  assert.is(code, 0, stdout + stderr);
}

/** The modules that a bundle asks for, by `import` or `require`, with a literal name. */
function asksFor(text: string): string[] {
  return [...text.matchAll(/(?:\bfrom |\bimport |\bimport\(|\brequire\()"([^"]+)"/g)].map(
    (match) => match[1]!,
  );
}

test("the bytes of all that is built depend on nothing but the sources: not on the directory, nor on the time", ({
  copy,
}) => {
  const filesOf = (directory: string) =>
    readdirSync(join(directory, "dist"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(directory.length))
      .toSorted();
  // What the tests run, built elsewhere and earlier.
  const before = root.slice(0, -1);
  const files = filesOf(copy);
  assert.equal(filesOf(before), files);
  for (const file of files)
    assert.ok(readFileSync(join(copy, file)).equals(readFileSync(join(before, file))), file);
  assert.ok(files.length > 20);
});

test("no file that is built names a directory of the machine that it was built on", ({ copy }) => {
  for (const entry of readdirSync(join(copy, "dist"), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    assert.not.ok(bytes.includes(copy) || bytes.includes(root.slice(0, -1)), entry.name);
  }
});

test("the builder asks for nothing but Node's own modules", ({ copy }) => {
  const asked = asksFor(readFileSync(join(copy, "dist/builder.cjs"), "utf8"));
  assert.ok(asked.length > 0);
  for (const name of asked) assert.ok(builtinModules.includes(name.replace(/^node:/, "")), name);
  assert.not.match(readFileSync(join(copy, "dist/builder.cjs"), "utf8"), "child_process");
});

test("the command line asks for nothing but Node's own modules and its own files", ({ copy }) => {
  const dist = join(copy, "dist");
  const scripts = readdirSync(dist, { recursive: true, encoding: "utf8" }).filter((name) =>
    /\.c?js$/.test(name),
  );
  const asked = scripts.flatMap((name) => asksFor(readFileSync(join(dist, name), "utf8")));
  const foreign = asked.filter(
    (name) => !/^\.{1,2}\//.test(name) && !builtinModules.includes(name.replace(/^node:/, "")),
  );
  assert.equal(foreign, []);
});

test("the command line tells the package's version without loading the rest", ({ copy }) => {
  const chunks = join(copy, "dist/chunks");
  for (const name of readdirSync(chunks).filter((chunk) => chunk.startsWith("main-"))) {
    writeFileSync(join(chunks, name), `throw new Error("loaded");`);
  }
  const cli = (argument: string) => run(join(copy, "dist/cli.cjs"), [argument]);
  assert.match(cli("--help").stderr, "Error: loaded");
  const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
  assert.equal(cli("--version"), { code: 0, stdout: `${version}\n`, stderr: "" });
  build(copy);
});

test("the overview of --help loads no command", ({ copy }) => {
  const chunks = join(copy, "dist/chunks");
  const commands = readdirSync(chunks).filter((chunk) => chunk.startsWith("command-"));
  assert.ok(commands.length > 10);
  for (const name of commands) writeFileSync(join(chunks, name), `throw new Error("loaded");`);
  const cli = (...args: string[]) => run(join(copy, "dist/cli.cjs"), args);
  assert.match(cli("list", "--help").stderr, "Error: loaded");
  const { code, stdout, stderr } = cli("--help");
  assert.equal({ code, stderr }, { code: 0, stderr: "" });
  assert.match(stdout, "  list ");
  build(copy);
});

test("the library is a module with types", async ({ copy }) => {
  const { decodeManifest } = await import(join(copy, "dist/index.js"));
  assert.type(decodeManifest, "function");
  const consumer = join(copy, "consumer");
  mkdirSync(join(consumer, "node_modules"), { recursive: true });
  symlinkSync(copy, join(consumer, "node_modules/confined-units"));
  writeFileSync(join(consumer, "package.json"), `{ "type": "module" }`);
  writeFileSync(
    join(consumer, "right.ts"),
    `import { decodeManifest, type Manifest } from "confined-units";\nexport const manifest: Manifest = decodeManifest(null);\n`,
  );
  writeFileSync(
    join(consumer, "wrong.ts"),
    `import { decodeManifest } from "confined-units";\nexport const manifest: string = decodeManifest(null);\n`,
  );
  const tsc = (file: string) =>
    run(
      process.execPath,
      [
        join(root, "node_modules/typescript/bin/tsc"),
        "--ignoreConfig",
        "--noEmit",
        "--strict",
        "--module",
        "nodenext",
        file,
      ],
      { cwd: consumer },
    );
  assert.equal(tsc("right.ts"), { code: 0, stdout: "", stderr: "" });
  assert.match(tsc("wrong.ts").stdout, "Type 'Manifest' is not assignable to type 'string'");
});

test("what an earlier build left is gone, and no unfinished file stays", ({ copy }) => {
  for (const stale of ["dist/old.js", "dist/chunks/old.cjs", "dist/types/old.d.ts"])
    writeFileSync(join(copy, stale), "");
  build(copy);
  const names = readdirSync(join(copy, "dist"), { recursive: true, encoding: "utf8" });
  assert.equal(
    names.filter((name) => /old|partial/.test(name)),
    [],
  );
  assert.ok(existsSync(join(copy, "dist/types/index.d.ts")));
});

test("the command line can be executed, the rest cannot", ({ copy }) => {
  const isExecutable = (name: string) => (statSync(join(copy, "dist", name)).mode & 0o111) !== 0;
  assert.ok(isExecutable("cli.cjs"));
  assert.not(isExecutable("builder.cjs"));
});

test("the licences of what is bundled are passed on", ({ copy }) => {
  const text = readFileSync(join(copy, "dist/THIRD-PARTY-LICENSES.txt"), "utf8");
  assert.match(text, /^yargs \d+\.\d+\.\d+$/m);
  assert.match(text, "Permission is hereby granted");
  assert.not.match(text, /^(?:typescript|uvu|esbuild) /m);
});

test.run();
