import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { graphOf } from "../../../src/store-path/graph.ts";
import type { resolveContext } from "../../../src/store-path/context.ts";
import type { generateDropIns } from "../../../src/drop-in/generate.ts";
import type { parseManifest } from "../../../src/manifest/decode.ts";
import { root } from "../../support/run.ts";

/** What makes drop-ins from a manifest. */
interface Core {
  graphOf: typeof graphOf;
  resolveContext: typeof resolveContext;
  generateDropIns: typeof generateDropIns;
  parseManifest: typeof parseManifest;
}

const CORE = {
  graphOf: "store-path/graph",
  resolveContext: "store-path/context",
  generateDropIns: "drop-in/generate",
  parseManifest: "manifest/decode",
} satisfies Record<keyof Core, string>;

/** It in one text, built for no platform: a `node:` module or a package ends the build. */
async function bundle(): Promise<{ text: string; sources: string[]; externals: string[] }> {
  const { metafile, outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents: Object.entries(CORE)
        .map(([name, file]) => `export { ${name} } from "./src/${file}.ts";`)
        .join("\n"),
      resolveDir: root,
    },
    bundle: true,
    platform: "neutral",
    format: "iife",
    globalName: "core",
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

test("what makes drop-ins is pure: no node: module, no package", async () => {
  const { sources, externals } = await bundle();
  assert.equal(externals, []);
  assert.equal(
    sources.filter((file) => !/^src\/(?:base|store-path|systemd|reference|manifest|drop-in)\//.test(file)),
    ["<stdin>"],
  );
  assert.ok(sources.includes("src/drop-in/generate.ts"));
});

test("a drop-in is made where nothing of Node is", async () => {
  const { text } = await bundle();
  // A realm has the language alone; TextEncoder is of the web, and everywhere.
  const realm = createContext({ TextEncoder });
  runInContext(text, realm);
  const { core } = realm as unknown as { core: Core };
  const path = `/nix/store/${"h1".repeat(16)}-hello`;
  const manifest = core.parseManifest(
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
  const { dropIns, errors } = core.generateDropIns(
    manifest,
    core.graphOf([[path, []]]),
    ({ context }) => core.resolveContext(context, new Map()),
    { isSymlink: () => false, resolve: () => null },
    { strict: false },
  );
  assert.is(errors.length, 0);
  assert.is(dropIns[0]!.path, "lib/systemd/system/web.service.d/confinement.conf");
  assert.is(
    dropIns[0]!.content,
    `[Service]\nInaccessiblePaths=-+/tmp\nInaccessiblePaths=-+/var/tmp\nBindReadOnlyPaths=${path}\n`,
  );
  assert.throws(() => core.parseManifest("{"), /cut off after 1 character/);
});

test.run();
