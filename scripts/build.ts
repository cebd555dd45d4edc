/** Bundles src/ into dist/: the command line, the derivation builder and the library with its types. */
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions } from "esbuild";
import { commandHelp } from "../src/cli/help.ts";
import { loadCommands } from "../src/commands.ts";
import { commonJs, SPLIT, PARSE_WORKER } from "./build/common-js.ts";
import { licencesOf } from "./build/licences.ts";
import { PARSER_PACKAGES, parserFiles } from "./build/parsers.ts";
import { finishTypes } from "./build/types.ts";
import { replaceFiles } from "./build/write.ts";
import { generateShellFiles } from "../src/features/completion/shell-files.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8")) as { version: string };

const common = {
  absWorkingDir: root,
  bundle: true,
  charset: "utf8",
  define: { CONFINED_UNITS_VERSION: JSON.stringify(version) },
  legalComments: "none",
  logLevel: "warning",
  metafile: true,
  outdir: "dist",
  platform: "node",
  // The paths of modules stand in the bundle: where node_modules is a link, as in a Nix build, not those that it leads to.
  preserveSymlinks: true,
  write: false,
} satisfies BuildOptions;

/** Half the bytes are half the time to compile them at each start. */
const modules = {
  ...common,
  format: "esm",
  target: "node20",
  minifySyntax: true,
  minifyWhitespace: true,
} satisfies BuildOptions;

const commandLine = {
  ...modules,
  ...SPLIT,
  entryPoints: { cli: "src/bin.ts", ...PARSE_WORKER },
} satisfies BuildOptions;

/** What CommonJS among the dependencies has by itself, and a module does not. */
const COMMON_JS_NAMES = [
  'import{createRequire as $createRequire}from"node:module"',
  'import{fileURLToPath as $fileURLToPath}from"node:url"',
  "const require=$createRequire(import.meta.url)",
  "const __filename=$fileURLToPath(import.meta.url)",
  'const __dirname=$fileURLToPath(new URL(".",import.meta.url))',
].join(";");

const library = {
  ...modules,
  alias: SPLIT.alias,
  banner: { js: COMMON_JS_NAMES },
  entryPoints: { index: "src/index.ts" },
} satisfies BuildOptions;

/** Its bytes are an input of every derivation: no dependency, nothing that changes from build to build. */
const builders = {
  ...common,
  entryPoints: { builder: "src/builder.ts", check: "src/check-builder.ts" },
  format: "cjs",
  target: "node18",
  minifySyntax: true,
  outExtension: { ".js": ".cjs" },
} satisfies BuildOptions;

const bundles = await Promise.all([commandLine, library, builders].map((options) => build(options)));
const [split, ...whole] = bundles.map((bundle) => bundle.outputFiles);

replaceFiles(
  `${root}dist`,
  [
    ...[...(await Promise.all(split!.map(commonJs))), ...whole.flat()].map(({ path, contents }) => {
      return { path, contents, executable: path.endsWith("/cli.cjs") };
    }),
    ...parserFiles(root, (sentence) => process.stderr.write(`${sentence}\n`)),
    // What the command line says of itself, for shells and for man.
    ...Object.entries(generateShellFiles((await loadCommands()).map(commandHelp), version)).map(
      ([path, contents]) => {
        return { path: `${root}dist/${path}`, contents, executable: false };
      },
    ),
    {
      path: `${root}dist/THIRD-PARTY-LICENSES.txt`,
      contents: licencesOf(root, bundles, PARSER_PACKAGES),
      executable: false,
    },
  ],
  { keep: "types" },
);

rmSync(`${root}dist/types`, { recursive: true, force: true });
const tsc = `${root}node_modules/typescript/bin/tsc`;
execFileSync(process.execPath, [tsc, "--project", "tsconfig.build.json"], { cwd: root, stdio: "inherit" });
finishTypes(`${root}dist/types`, "index.d.ts", `${root}src`);
