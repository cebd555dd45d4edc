/** What the derivation builder is bundled from: an edit of anything else must not rebuild the drop-ins of all hosts. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { nix } from "../../support/nix.ts";
import { root } from "../../support/run.ts";

const copy = mkdtempSync(join(tmpdir(), "confined-units-builder-source-"));
process.once("exit", () => rmSync(copy, { recursive: true, force: true }));
cpSync(join(root, "src"), join(copy, "src"), { recursive: true });
mkdirSync(join(copy, "nix"));
for (const file of ["builder.nix", "module-source.nix"])
  cpSync(join(root, "nix", file), join(copy, "nix", file));

/** The derivation of the builder or the check, over no more of nixpkgs than its name. */
function derivationOf(entry: string): string {
  const expression = `(import ${copy}/nix/builder.nix {
    runCommand = name: attributes: text: derivation {
      inherit name text;
      inherit (attributes) src;
      system = "x86_64-linux";
      builder = "/bin/sh";
    };
    esbuild = null;
    entry = "${entry}";
  }).drvPath`;
  return nix("nix-instantiate", ["--eval", "--expr", expression]).trim();
}

/** The modules that the copy of nix/module-source.nix has for an entry, below src. */
function modulesOf(entry: string): string[] {
  const expression = `import ${copy}/nix/module-source.nix { root = ${copy}/src; entry = "${entry}.ts"; }`;
  const path = JSON.parse(
    nix("nix-instantiate", ["--eval", "--read-write-mode", "--strict", "--expr", expression]),
  ) as string;
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .map((found) => ({ found, name: join(found.parentPath, found.name).slice(path.length + 1) }))
    .map(({ found, name }) => (found.isDirectory() ? `${name}/` : name))
    .toSorted();
}

/** The modules that esbuild bundles, and the directories that they lie in. */
async function bundledFrom(entry: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    bundle: true,
    entryPoints: [`src/${entry}.ts`],
    metafile: true,
    platform: "node",
    write: false,
  });
  const files = Object.keys(metafile.inputs).map((file) => file.slice("src/".length));
  const above = (file: string): string[] => {
    const end = file.lastIndexOf("/", file.length - 2);
    return end < 0 ? [] : [file.slice(0, end + 1), ...above(file.slice(0, end + 1))];
  };
  return [...new Set([...files, ...files.flatMap(above)])].toSorted();
}

for (const entry of ["builder", "check-builder"]) {
  test(`${entry}: its source has the modules that are bundled, and nothing else`, async () => {
    assert.equal(modulesOf(entry), await bundledFrom(entry));
  });
}

test("an edit elsewhere below src changes neither, one of a bundled module changes the builder", async () => {
  const before = ["builder", "check-builder"].map(derivationOf);
  const bundled = [...(await bundledFrom("builder")), ...(await bundledFrom("check-builder"))];
  const others = readdirSync(join(copy, "src"), { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !bundled.includes(file),
  );
  assert.ok(others.length > 100);
  for (const file of others) appendFileSync(join(copy, "src", file), "// a comment\n");
  writeFileSync(join(copy, "src/new.ts"), "");
  mkdirSync(join(copy, "src/empty"));
  assert.equal(["builder", "check-builder"].map(derivationOf), before);
  const module = bundled.find((file) => file.endsWith("/plan.ts"))!;
  appendFileSync(join(copy, "src", module), "// a comment\n");
  assert.is.not(derivationOf("builder"), before[0]);
});

test.run();
