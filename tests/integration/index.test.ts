import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type * as Library from "../../src/index.ts";
import { root } from "../support/run.ts";

/** The library in one text, built for no platform: a `node:` module or a package ends the build. */
async function bundle(): Promise<{ text: string; sources: string[]; externals: string[] }> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ["src/index.ts"],
    bundle: true,
    platform: "neutral",
    format: "iife",
    globalName: "library",
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  const inputs = Object.entries(metafile.inputs);
  return {
    text: outputFiles[0]!.text,
    sources: inputs.map(([file]) => file),
    externals: inputs.flatMap(([, { imports }]) =>
      imports.filter(({ external }) => external).map(({ path }) => path),
    ),
  };
}

test("the library is the pure rooms and nothing else: no node: module, no package", async () => {
  const { sources, externals } = await bundle();
  assert.equal(externals, []);
  assert.equal(
    sources.filter((file) => !/^src\/(?:base|store-path|systemd|reference|core)\//.test(file)),
    ["src/index.ts"],
  );
  assert.ok(sources.includes("src/drop-in/generate.ts"));
});

test("the library makes a drop-in where nothing of Node is", async () => {
  const { text } = await bundle();
  // A realm has the language alone; TextEncoder is of the web, and everywhere.
  const realm = createContext({ TextEncoder });
  runInContext(text, realm);
  const library = (realm as { library: typeof Library }).library;
  const path = `/nix/store/${"h1".repeat(16)}-hello`;
  const manifest = library.parseManifest(
    JSON.stringify({
      schema: 1,
      depth: "lean",
      system: null,
      declaredDialect: "2024",
      scripts: {},
      services: [
        {
          name: "web",
          pathSafeName: "web",
          confinement: {
            enable: true,
            mode: "full-apivfs",
            fullUnit: false,
            binSh: null,
            packages: [path],
            packageKinds: ["derivation"],
          },
          packageText: path,
          context: { [path]: { path: true } },
          settings: { PrivateTmp: false, RootDirectory: null },
          reference: null,
        },
      ],
    }),
  );
  const { dropIns, errors } = library.generateDropIns(
    manifest,
    library.graphOf([[path, []]]),
    ({ context }) => library.resolveContext(context, new Map()),
    { isSymlink: () => false, resolve: () => null },
    { strict: false },
  );
  assert.is(errors.length, 0);
  assert.is(dropIns[0]!.path, "lib/systemd/system/web.service.d/confinement.conf");
  assert.is(
    dropIns[0]!.content,
    `[Service]\nInaccessiblePaths=-+/tmp\nInaccessiblePaths=-+/var/tmp\nBindReadOnlyPaths=${path}\n`,
  );
  assert.throws(() => library.parseManifest("{"), /cut off after 1 character/);
});

test.run();
