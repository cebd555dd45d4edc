import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fastGlob from "fast-glob";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { root, run } from "../../support/run.ts";

type Sources = Record<string, string>;

/** What the project's own rules find in these sources: `file: rule` by line, in the order of the findings. */
function lint(sources: Sources): string[] {
  const directory = mkdtempSync(join(tmpdir(), "boundaries-"));
  try {
    cpSync(join(root, "scripts/rooms"), join(directory, "scripts/rooms"), { recursive: true });
    copyFileSync(join(root, "oxlint.config.ts"), join(directory, "oxlint.config.ts"));
    symlinkSync(join(root, "node_modules"), join(directory, "node_modules"));
    for (const [file, text] of Object.entries(sources)) {
      mkdirSync(dirname(join(directory, file)), { recursive: true });
      writeFileSync(join(directory, file), text);
    }
    const oxlint = join(root, "node_modules/oxlint/bin/oxlint");
    const { stdout } = run(
      process.execPath,
      ["--import", import.meta.resolve("tsx"), oxlint, "--format=json", "src"],
      { cwd: directory },
    );
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
    return diagnostics.map(({ code, filename }) => `${filename}: ${code}`);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

const IMPORTS = "eslint(no-restricted-imports)";
const PROPERTIES = "eslint(no-restricted-properties)";
const GLOBALS = "eslint(no-restricted-globals)";

/** A file that must not pass, and the rule that stops it. */
const REFUSED: [title: string, file: string, text: string, rule: string][] = [
  ["a pure room with a node: module", "src/systemd/a.ts", `export { join } from "node:path";`, IMPORTS],
  ["a pure room with the type of one", "src/base/a.ts", `export type { Stats } from "node:fs";`, IMPORTS],
  [
    "a pure room with one at run time",
    "src/drop-in/a.ts",
    `export const fs = await import("node:fs");`,
    IMPORTS,
  ],
  ["a pure room with a package", "src/service/a.ts", `export { default } from "yargs";`, IMPORTS],
  ["a pure room with a global", "src/manifest/a.ts", `export const home = process.env["HOME"];`, GLOBALS],
  ["a pure room that keeps time", "src/diagnostics/a.ts", `setTimeout(() => {}, 1);`, GLOBALS],
  ["a pure room that prints", "src/reference/a.ts", `console.log("a word");`, "eslint(no-console)"],
  ["a room with the next one", "src/base/a.ts", `export { b } from "../store-path/b.ts";`, IMPORTS],
  ["a room with one far above", "src/fs/a.ts", `export { b } from "../features/audit/b.ts";`, IMPORTS],
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
    "a builder that starts programs",
    "src/builder.ts",
    `export const { spawn } = await import("node:child_process");`,
    IMPORTS,
  ],
  ["a builder that asks Nix", "src/builder.ts", `export { b } from "./nix/b.ts";`, IMPORTS],
  [
    "a bare built-in module",
    "src/fs/a.ts",
    `export { spawn } from "child_process";`,
    "unicorn(prefer-node-protocol)",
  ],
  ["nix that prints with console", "src/nix/a.ts", `console.error("a word");`, "eslint(no-console)"],
  ["nix that prints on stderr", "src/nix/a.ts", `process.stderr.write("a word");`, PROPERTIES],
  ["files that print on stdout", "src/fs/a.ts", `process.stdout.write("a word");`, PROPERTIES],
];

for (const [title, file, text, rule] of REFUSED) {
  test(`refuses ${title}`, () => {
    const found = lint({ [file]: `${text}\n` });
    assert.ok(found.includes(`${file}: ${rule}`), found.join("\n") || "nothing was found");
  });
}

test("refuses two files that import each other", () => {
  const found = lint({
    "src/drop-in/a.ts": `import { b } from "./b.ts";\nexport const a = () => b();\n`,
    "src/drop-in/b.ts": `import { a } from "./a.ts";\nexport const b = () => a();\n`,
  });
  assert.ok(found.includes("src/drop-in/a.ts: import(no-cycle)"), found.join("\n"));
});

/** The code of each source, without comments, by file. */
function codeOf(files: readonly string[]): [file: string, code: string][] {
  return files.map((file) => {
    const text = readFileSync(join(root, file), "utf8");
    // A rule is written about first, with examples; its code follows.
    const code = file.includes("/rules/CU") ? text.slice(text.indexOf("\n  check")) : text;
    return [file, code.replaceAll(/^ *(?:\/\/.*|\/?\*.*)$/gm, "")];
  });
}

test("the store's directory and the digits of a hash are written once", () => {
  const sources = codeOf(fastGlob.sync("src/**/*.ts", { cwd: root }));
  const having = (pattern: RegExp) => sources.filter(([, code]) => pattern.test(code)).map(([file]) => file);
  const [room] = ["src/store-path/store-path.ts"];
  assert.equal(having(/["'`/]\\?\/nix\\?\/store/), [room]);
  assert.equal(having(/0-9a-df-np-sv-z|\[(?:0-9a-z|a-z0-9)\]\{32\}/), [room]);
});

test("lets each room do what it is there for", () => {
  const found = lint({
    "src/base/a.ts": `export const a = 1;\n`,
    "src/store-path/a.ts": `export * from "../base/a.ts";\n`,
    "src/systemd/a.ts": `export * from "../store-path/a.ts";\n`,
    "src/drop-in/a.ts": `export * from "../systemd/a.ts";\n`,
    "src/fs/a.ts": `export { readlinkSync } from "node:fs";\n`,
    "src/process/a.ts": `export { spawn } from "node:child_process";\n`,
    "src/features/x/document.ts": `export * from "../../drop-in/a.ts";\n`,
    "src/features/x/command.ts": `export * from "../../process/a.ts";\nexport * from "./document.ts";\n`,
    "src/commands.ts": `export const load = () => import("./features/x/command.ts");\n`,
    "src/builder.ts": `export * from "./drop-in/a.ts";\nexport * from "./fs/a.ts";\n`,
  });
  assert.equal(found, []);
});

test.run();
