import { readFileSync } from "node:fs";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { root, run } from "../../support/run.ts";

const read = (file: string) => readFileSync(join(root, file), "utf8");
const manifest = JSON.parse(read("package.json"));

interface Locked {
  version: string;
  resolved?: string;
  integrity?: string;
  os?: string[];
  cpu?: string[];
  optionalDependencies?: Record<string, string>;
}

const locked = (JSON.parse(read("package-lock.json")) as { packages: Record<string, Locked> }).packages;

test("the lock file names no server", () => {
  const entries = Object.entries(locked);
  assert.ok(entries.length > 100);
  for (const [path, { resolved }] of entries) assert.is(resolved, undefined, path);
});

/** What is installed in another one's place, by the package that asks for it. */
const replaced = (JSON.parse(read("package.json")) as { overrides: Record<string, Record<string, string>> })
  .overrides;

/** npm 11 installs from no lock file that leaves out a package for another platform; npm 10 does not mind. */
test("the lock file has the packages of all platforms", () => {
  for (const [path, { optionalDependencies = {} }] of Object.entries(locked)) {
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const entry = locked[`${path}/node_modules/${name}`] ?? locked[`node_modules/${name}`];
      assert.ok(entry, `${name}, which ${path} may need, is missing`);
      const other = replaced[path.slice("node_modules/".length)]?.[name];
      const wanted = other === undefined ? version : other.slice(other.lastIndexOf("@") + 1);
      if (/^\d/.test(wanted)) assert.is(entry.version, wanted, name);
    }
  }
});

test("what is installed here is pinned by its hash", () => {
  for (const [path, { integrity, os, cpu }] of Object.entries(locked)) {
    const isElsewhere = os?.includes("linux") === false || cpu?.includes("x64") === false;
    if (path === "" || isElsewhere || path.endsWith("-musl")) continue;
    assert.match(integrity ?? "", /^sha512-/, path);
  }
});

test("every dependency has one exact version, and none is needed at run time", () => {
  assert.is(manifest.dependencies, undefined);
  for (const [name, version] of Object.entries<string>(manifest.devDependencies)) {
    assert.match(version, /^\d+\.\d+\.\d+$/, name);
  }
});

test("the published package holds the bundles, their types and what Nix reads", () => {
  const npm = run("npm", ["pack", "--dry-run", "--json"], {
    env: { ...process.env, npm_config_loglevel: "silent" },
  });
  assert.is(npm.code, 0, npm.stderr);
  const [{ files }] = JSON.parse(npm.stdout) as [{ files: { path: string }[] }];
  const paths = files.map(({ path }) => path);
  for (const file of [
    "dist/cli.cjs",
    "dist/builder.cjs",
    "dist/index.js",
    "dist/types/index.d.ts",
    "dist/THIRD-PARTY-LICENSES.txt",
    "nix/manifest.nix",
    "nix/default.nix",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
  ]) {
    assert.ok(paths.includes(file), `${file} is missing`);
  }
  const others = paths.filter(
    (path) => !/^(?:dist|nix)\/|^(?:README|CHANGELOG)\.md$|^LICENSE$|^package\.json$/.test(path),
  );
  assert.equal(others, []);
});

test("publint has nothing to say", async () => {
  const { messages } = await publint({ pkgDir: root, strict: true });
  assert.equal(
    messages.map((message) => formatMessage(message, manifest)),
    [],
  );
});

test.run();
