import { readFileSync } from "node:fs";
import fastGlob from "fast-glob";
import { importsOf } from "../rooms/imports.ts";

/** For each source the unit test files that import it, the nearest first. */
export function dependentsIn(root: string): (source: string) => string[] {
  const importers = new Map<string, Set<string>>();
  const files = fastGlob.sync(
    ["src/**/*.ts", "tests/{unit,support,integration}/**/*.ts", "scripts/**/*.ts"],
    {
      cwd: root,
    },
  );
  const add = (to: string, from: string) =>
    void importers.set(to, (importers.get(to) ?? new Set<string>()).add(from));
  for (const from of files) {
    const text = readFileSync(`${root}/${from}`, "utf8");
    // What computes the names that it loads is found by what it loads: the cases of rules.
    const constant = text.replaceAll(/\bimport\((?!["'])/g, "(");
    for (const { relative, to } of importsOf(from, constant)) if (relative) add(to, from);
  }
  const LOADER = "tests/unit/features/audit/cases.ts";
  for (const file of files) if (file.endsWith(".cases.ts")) add(file, LOADER);
  return (source) => {
    const distance = new Map([[source, 0]]);
    for (const [file, far] of distance)
      for (const from of importers.get(file) ?? []) if (!distance.has(from)) distance.set(from, far + 1);
    const tests = [...distance].filter(([file]) => /^tests\/unit\/.*\.test\.ts$/.test(file));
    const isMirror = (file: string) => file.slice("tests/unit/".length) === `${source.slice(4, -3)}.test.ts`;
    const near = ([file, far]: readonly [string, number]) => (isMirror(file) ? 0 : far);
    return tests.toSorted((a, b) => near(a) - near(b) || (a[0] < b[0] ? -1 : 1)).map(([file]) => file);
  };
}
