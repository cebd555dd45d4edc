import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fastGlob from "fast-glob";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { root, run } from "../../support/run.ts";

type Sources = Record<string, string>;

/** What the project's own rules find in these sources: `file: rule` by line, in the order of the findings. */
function lint(sources: Sources): string[] {
  const folder = mkdtempSync(join(tmpdir(), "boundaries-"));
  try {
    copyFileSync(join(root, ".oxlintrc.json"), join(folder, ".oxlintrc.json"));
    for (const [file, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    const oxlint = join(root, "node_modules/oxlint/bin/oxlint");
    const { stdout } = run(process.execPath, [oxlint, "--format=json"], { cwd: folder });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
    return diagnostics.map(({ code, filename }) => `${filename}: ${code}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const IMPORTS = "eslint(no-restricted-imports)";
const PROPERTIES = "eslint(no-restricted-properties)";
const GLOBALS = "eslint(no-restricted-globals)";

/** A file that must not pass, and the rule that stops it. */
const REFUSED: [title: string, file: string, text: string, rule: string][] = [
  ["core with a node: module", "src/core/a.ts", `export { join } from "node:path";`, IMPORTS],
  ["core with the type of a node: module", "src/core/a.ts", `export type { Stats } from "node:fs";`, IMPORTS],
  [
    "core with a node: module at run time",
    "src/core/a.ts",
    `export const fs = await import("node:fs");`,
    IMPORTS,
  ],
  ["core with a package", "src/core/a.ts", `export { default } from "yargs";`, IMPORTS],
  ["core with a global of Node", "src/core/a.ts", `export const home = process.env["HOME"];`, GLOBALS],
  ["core that keeps time", "src/core/a.ts", `setTimeout(() => {}, 1);`, GLOBALS],
  ["core that prints", "src/core/a.ts", `console.log("a word");`, "eslint(no-console)"],
  ...["cli", "nix", "report", "source", "store"].map((layer): [string, string, string, string] => [
    `core with ${layer}`,
    "src/core/mounts/a.ts",
    `export { b } from "../../${layer}/b.ts";`,
    IMPORTS,
  ]),
  ["base with anything else", "src/base/a.ts", `export { b } from "../store-path/b.ts";`, IMPORTS],
  ["base with a node: module", "src/base/a.ts", `export { join } from "node:path";`, IMPORTS],
  ["base with a global of Node", "src/base/a.ts", `export const home = process.env["HOME"];`, GLOBALS],
  ["store paths with systemd", "src/store-path/a.ts", `export { b } from "../systemd/b.ts";`, IMPORTS],
  ["store paths with core", "src/store-path/a.ts", `export { b } from "../core/b.ts";`, IMPORTS],
  ["store paths with a node: module", "src/store-path/a.ts", `export { join } from "node:path";`, IMPORTS],
  ["store paths with a package", "src/store-path/a.ts", `export { default } from "yargs";`, IMPORTS],
  ["systemd with core", "src/systemd/a.ts", `export { b } from "../core/b.ts";`, IMPORTS],
  ["systemd with the runner of programs", "src/systemd/a.ts", `export { b } from "../nix/b.ts";`, IMPORTS],
  ["systemd with a node: module", "src/systemd/a.ts", `export { join } from "node:path";`, IMPORTS],
  ["systemd with a global of Node", "src/systemd/a.ts", `setTimeout(() => {}, 1);`, GLOBALS],
  ["the reference with a node: module", "src/reference/a.ts", `export { join } from "node:path";`, IMPORTS],
  [
    "diagnostics with a feature",
    "src/diagnostics/a.ts",
    `export { b } from "../features/audit/b.ts";`,
    IMPORTS,
  ],
  [
    "a rule that reads files",
    "src/features/audit/rules/a.ts",
    `export { readFileSync } from "node:fs";`,
    IMPORTS,
  ],
  [
    "a rule that asks Nix",
    "src/features/audit/rules/a.ts",
    `export { b } from "../../../nix/b.ts";`,
    IMPORTS,
  ],
  ["a store that starts programs", "src/store/a.ts", `export { spawn } from "node:child_process";`, IMPORTS],
  [
    "a command that starts programs",
    "src/features/x/command.ts",
    `export { spawn } from "node:child_process";`,
    IMPORTS,
  ],
  [
    "a report that starts programs",
    "src/report/a.ts",
    `export { spawn } from "node:child_process";`,
    IMPORTS,
  ],
  [
    "a builder that starts programs at run time",
    "src/builder.ts",
    `export const { spawn } = await import("node:child_process");`,
    IMPORTS,
  ],
  [
    "a built-in module under its bare name",
    "src/store/a.ts",
    `export { spawn } from "child_process";`,
    "unicorn(prefer-node-protocol)",
  ],
  ["nix that prints with console", "src/nix/a.ts", `console.error("a word");`, "eslint(no-console)"],
  ["nix that prints on stderr", "src/nix/a.ts", `process.stderr.write("a word");`, PROPERTIES],
  ["a store that prints on stdout", "src/store/a.ts", `process.stdout.write("a word");`, PROPERTIES],
  [
    "a store with a printer by another name",
    "src/store/a.ts",
    `export { stdout } from "node:process";`,
    IMPORTS,
  ],
  ["a report that prints by itself", "src/report/a.ts", `process.stdout.write("a word");`, PROPERTIES],
  ["a report that prints with console", "src/report/a.ts", `console.log("a word");`, "eslint(no-console)"],
  [
    "a command that prints by itself",
    "src/features/x/command.ts",
    `process.stderr.write("a word");`,
    PROPERTIES,
  ],
  [
    "a command with a printer by another name",
    "src/features/x/command.ts",
    `export { stdout } from "node:process";`,
    IMPORTS,
  ],
  ["nix that reaches up to a report", "src/nix/a.ts", `export { b } from "../report/b.ts";`, IMPORTS],
  [
    "a store that reaches up to the command line",
    "src/store/a.ts",
    `export { b } from "../cli/b.ts";`,
    IMPORTS,
  ],
  [
    "a report that reaches up to the command line",
    "src/report/a.ts",
    `export { b } from "../cli/b.ts";`,
    IMPORTS,
  ],
  ["a store that imports a feature", "src/store/a.ts", `export { b } from "../features/x/b.ts";`, IMPORTS],
  ["core with a feature", "src/core/a.ts", `export { b } from "../features/x/b.ts";`, IMPORTS],
  ["a report with a feature", "src/report/a.ts", `export { b } from "../features/x/document.ts";`, IMPORTS],
  ["a command line with a feature", "src/cli/a.ts", `export { b } from "../features/x/command.ts";`, IMPORTS],
  [
    "a command line with the list of features, at run time",
    "src/cli/a.ts",
    `export const all = await import("../commands.ts");`,
    IMPORTS,
  ],
  [
    "a feature with the list of features",
    "src/features/x/a.ts",
    `export { b } from "../../commands.ts";`,
    IMPORTS,
  ],
  ["a command with another feature", "src/features/x/command.ts", `export { b } from "../y/b.ts";`, IMPORTS],
  [
    "a document with the command line",
    "src/features/x/document.ts",
    `export { b } from "../../cli/b.ts";`,
    IMPORTS,
  ],
  ["the library with the store", "src/index.ts", `export { b } from "./store/b.ts";`, IMPORTS],
  ["the library with the command line", "src/index.ts", `export { b } from "./cli/b.ts";`, IMPORTS],
  ["a builder with the Nix runner", "src/builder.ts", `export { b } from "./nix/b.ts";`, IMPORTS],
  ["a source of 301 lines", "src/core/a.ts", "// a word\n".repeat(301), "eslint(max-lines)"],
];

for (const [title, file, text, rule] of REFUSED) {
  test(`refuses ${title}`, () => {
    const found = lint({ [file]: `${text}\n` });
    assert.ok(found.includes(`${file}: ${rule}`), found.join("\n") || "nothing was found");
  });
}

test("refuses two files that import each other", () => {
  const found = lint({
    "src/core/a.ts": `import { b } from "./b.ts";\nexport const a = () => b();\n`,
    "src/core/b.ts": `import { a } from "./a.ts";\nexport const b = () => a();\n`,
  });
  assert.ok(found.includes("src/core/a.ts: import(no-cycle)"), found.join("\n"));
});

/** The code of each source, without comments, by file. */
function codeOf(files: readonly string[]): [file: string, code: string][] {
  return files.map((file) => {
    const text = readFileSync(join(root, file), "utf8");
    return [file, text.replaceAll(/^ *(?:\/\/.*|\/?\*.*)$/gm, "")];
  });
}

test("the store's directory and the digits of a hash are written once", () => {
  const sources = codeOf(fastGlob.sync("src/**/*.ts", { cwd: root }));
  const having = (pattern: RegExp) => sources.filter(([, code]) => pattern.test(code)).map(([file]) => file);
  const [room] = ["src/store-path/store-path.ts"];
  assert.equal(having(/["'`/]\\?\/nix\\?\/store/), [room]);
  assert.equal(having(/0-9a-df-np-sv-z|\[(?:0-9a-z|a-z0-9)\]\{32\}/), [room]);
});

test("lets each layer do what it is there for", () => {
  const found = lint({
    "src/base/a.ts": `export const a = 1;\n`,
    "src/store-path/a.ts": `export * from "../base/a.ts";\n`,
    "src/systemd/a.ts": `export * from "../base/a.ts";\nexport * from "../store-path/b.ts";\n`,
    "src/store-path/b.ts": `export const b = 1;\n`,
    "src/core/units.ts": `export * from "../systemd/a.ts";\n`,
    "src/drop-in/plan.ts": `import type { a } from "./manifest/types.ts";\nexport type B = a;\n`,
    "src/manifest/types.ts": `export type a = string;\n`,
    "src/nix/a.ts": `export { spawn } from "node:child_process";\nexport type { a } from "../core/manifest/types.ts";\n`,
    "src/store/a.ts": `export { readlinkSync } from "node:fs";\n`,
    "src/report/a.ts": `export type { a } from "../core/manifest/types.ts";\n`,
    "src/cli/a.ts": `export * from "../report/a.ts";\nexport * from "../nix/a.ts";\n`,
    "src/features/x/document.ts": `export * from "../../report/a.ts";\n`,
    "src/features/x/command.ts": `export * from "../../cli/a.ts";\nexport * from "./document.ts";\n`,
    "src/commands.ts": `export const load = () => import("./features/x/command.ts");\n`,
    "src/main.ts": `export * from "./commands.ts";\nexport * from "./cli/a.ts";\n`,
    "src/cli/io.ts": `process.stderr.write("a word");\n`,
    "src/builder.ts": `export * from "./store/a.ts";\nconsole.error("a warning");\n`,
    "src/core/long.ts": `export const long = 300;\n${"// a word\n".repeat(299)}`,
  });
  assert.equal(found, []);
});

test.run();
