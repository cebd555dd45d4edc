import { copyFileSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { commonJs, SPLIT, PARSE_WORKER } from "../../../scripts/build/common-js.ts";
import { root, run } from "../../support/run.ts";
import { directoryWith } from "../nix/support.ts";

const ENTRY = `
import { scanSources } from "${root}src/nix-source/scan.ts";
import { parseWorker } from "${root}src/parsing/client.ts";
const [, , directory] = process.argv;
const worker = parseWorker();
const shell = worker.run("x", { kind: "shell", text: "ls | wc" });
Promise.all([shell, scanSources(directory, worker)]).then(([shell, scan]) => {
  process.stdout.write(JSON.stringify([shell.notLookedAt ?? shell.value.commands.length, scan.problem ?? scan.mistakes.length]));
});
`;

/** Bundled as scripts/build.ts does it, far from any node_modules; `parsers` are the files beside the bundle. */
async function bundled(parsers: string[]): Promise<unknown> {
  const directory = directoryWith({
    "entry.ts": ENTRY,
    "flake/a.nix": "{ systemd.services.web.confinement.packages = [ ]; }",
  });
  const { outputFiles } = await build({
    ...SPLIT,
    absWorkingDir: root,
    entryPoints: { entry: join(directory, "entry.ts"), ...PARSE_WORKER },
    bundle: true,
    platform: "node",
    target: "node20",
    outdir: join(directory, "dist"),
    write: false,
    logLevel: "error",
  });
  mkdirSync(join(directory, "dist/chunks"), { recursive: true });
  for (const { path, contents } of await Promise.all(outputFiles.map(commonJs)))
    writeFileSync(path, contents);
  for (const name of parsers) copyFileSync(join(root, "dist", name), join(directory, "dist", name));
  writeFileSync(join(directory, "dist/package.json"), "{}");
  const env = { ...process.env, XDG_CACHE_HOME: join(directory, "cache") };
  const ended = run(process.execPath, ["dist/entry.cjs", join(directory, "flake")], { cwd: directory, env });
  assert.is(ended.code, 0, ended.stderr);
  return JSON.parse(ended.stdout);
}

const COMMON = ["web-tree-sitter.wasm", "tree-sitter-bash.wasm"];

test("the parsers are found beside the bundle, without any package", async () => {
  const hasNix = existsSync(join(root, "dist/tree-sitter-nix.wasm"));
  const [commands, mistakes] = (await bundled(
    hasNix ? [...COMMON, "tree-sitter-nix.wasm"] : COMMON,
  )) as unknown[];
  assert.is(commands, 2);
  assert.is(typeof mistakes, hasNix ? "number" : "string");
  if (hasNix) assert.is(mistakes, 1);
});

test("a build without the parser of Nix says why, and reads shell anyway", async () => {
  const reason = "tree-sitter-nix.wasm is not in this build: it is made where clang and lld are installed";
  assert.equal(await bundled(COMMON), [2, reason]);
});

test.run();
