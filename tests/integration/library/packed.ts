import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundled } from "../../support/dist.ts";
import { nixEnvironment } from "../../support/nix.ts";
import { root, run, type Ended } from "../../support/run.ts";

/** A project of somebody else that has the packed package installed, and nothing else: no types of Node either. */
export interface Project {
  path: string;
  write(file: string, text: string): void;
  /** What the compiler says of these files; "" where they are right. Their JavaScript is written beside them. */
  compile(...files: string[]): string;
  /** Runs a file that was compiled, in another directory. */
  start(file: string, cwd: string): Ended;
  remove(): void;
}

const must = ({ code, stdout, stderr }: Ended): string => {
  if (code !== 0) throw new Error(stdout + stderr);
  return stdout;
};

/** Packs the package as it is published, and installs that. */
export function project(): Project {
  bundled("index.js");
  const path = mkdtempSync(join(tmpdir(), "confined-units-library-"));
  const env = { ...nixEnvironment(), npm_config_cache: join(path, "npm") };
  const npm = (...args: string[]) => must(run("npm", [...args, "--silent", "--offline"], { cwd: path, env }));
  const [packed] = npm("pack", root).trim().split("\n").slice(-1);
  writeFileSync(join(path, "package.json"), `{ "name": "user", "type": "module", "private": true }`);
  npm("install", "--no-audit", "--no-fund", `./${packed}`);
  mkdirSync(join(path, "js"));
  return {
    path,
    write: (file, text) => writeFileSync(join(path, file), text),
    compile: (...files) => {
      const { code, stdout, stderr } = run(
        process.execPath,
        [
          join(root, "node_modules/typescript/bin/tsc"),
          ..."--ignoreConfig --strict --exactOptionalPropertyTypes --module nodenext --target es2023".split(
            " ",
          ),
          // The declarations themselves are checked as well.
          ..."--skipLibCheck false --types  --outDir js".split(" "),
          ...files,
        ],
        { cwd: path },
      );
      return code === 0 ? "" : `${stdout}${stderr}exits with ${code}`;
    },
    start: (file, cwd) => run(process.execPath, [join(path, "js", file)], { cwd, env: nixEnvironment() }),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}
