import { mkdtempSync, readdirSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  app,
  at,
  build,
  dangling,
  drv,
  HEAD,
  lib,
  link,
  manifestOf,
  scratch,
  service,
  shell,
  text,
  unit,
  type Attributes,
} from "../support/builder.ts";

const [gone, notUtf8] = [at("8", "gone"), at("9", "not-utf8")];
const latin = Buffer.from(`${at("a", "target")}\xff`, "latin1");
writeFileSync(latin, "");
symlinkSync(latin, notUtf8);

test("the table of outputs gives each service the roots of its own context", () => {
  const { code, stderr, stdout, files } = build({
    manifest: manifestOf(
      service("web", { packages: [`${app}/bin/app`], context: { [drv]: { outputs: ["out"] } } }),
      service("other", { packages: [`${app}/bin/app`, lib], context: { [lib]: { path: true } } }),
    ),
    roots: { outputs: { [`${drv}!out`]: app } },
    graph: { [app]: [lib], [lib]: [] },
  });
  assert.is(code, 0, stderr);
  assert.is(stdout + stderr, "");
  assert.equal(files, {
    [unit("other")]: `${HEAD}BindReadOnlyPaths=${lib}\n`,
    [unit("web")]: `${HEAD}BindReadOnlyPaths=${app}\nBindReadOnlyPaths=${lib}\n`,
  });
});

test("the table of texts gives each service what Nix found in its text", () => {
  const { code, stderr, files } = build({
    manifest: manifestOf(
      service("web", { packages: [`${app}/bin/app`], context: { [drv]: { outputs: ["out"] } } }),
      service("none", { packages: [`${app}/bin/app`] }),
    ),
    roots: { texts: { web: text } },
    graph: { [text]: [app], [app]: [lib], [lib]: [] },
  });
  assert.is(code, 0, stderr);
  assert.equal(files, {
    [unit("none")]: HEAD,
    [unit("web")]: `${HEAD}BindReadOnlyPaths=${app}\nBindReadOnlyPaths=${lib}\n`,
  });
});

test("services that were split over several graphs, by what their texts name", () => {
  const { code, stderr, files } = build({
    manifest: manifestOf(
      service("web", { packages: [`${app}/bin/app`], context: { [drv]: { outputs: ["out"] } } }),
      service("other", { packages: [lib], context: { [lib]: { path: true } } }),
    ),
    roots: { paths: { web: [app], other: [lib] }, texts: {} },
    graphs: { "graph-0": { [app]: [lib], [lib]: [] }, "graph-1": { [lib]: [] } },
    environment: { exportReferencesGraph: "graph-0 /hub graph-1 /other" },
  });
  assert.is(code, 0, stderr);
  assert.equal(files, {
    [unit("other")]: `${HEAD}BindReadOnlyPaths=${lib}\n`,
    [unit("web")]: `${HEAD}BindReadOnlyPaths=${app}\nBindReadOnlyPaths=${lib}\n`,
  });
});

test("what was built for a service by itself is copied", () => {
  const made = build({ manifest: manifestOf(service("apart", { packages: [] })) });
  const directory = mkdtempSync(join(scratch, "apart-"));
  const apartPath = join(directory, "apart");
  writeFileSync(apartPath, JSON.stringify({ apart: made.out }));
  const { code, stderr, files } = build({
    manifest: manifestOf(service("web", { packages: [] })),
    environment: { apartPath },
  });
  assert.is(code, 0, stderr);
  assert.equal(files, { [unit("apart")]: HEAD, [unit("web")]: HEAD });
});

test("a service may have the name of a member that all objects have", () => {
  const { code, stderr, files } = build({
    manifest: manifestOf(service("constructor", { packages: [app] })),
    roots: { texts: {} },
  });
  assert.is(code, 0, stderr);
  assert.equal(files, { [unit("constructor")]: HEAD });
});

test("links are read from the file system, and the shell with them", () => {
  const { code, stderr, files } = build({
    manifest: manifestOf(
      service("web", {
        packages: [link, shell],
        binSh: link,
        context: { [link]: { path: true } },
        PrivateTmp: true,
      }),
    ),
    graph: { [link]: [app], [app]: [] },
  });
  assert.is(code, 0, stderr);
  assert.equal(files, {
    [unit("web")]:
      `[Service]\nBindReadOnlyPaths=${app}:/bin/sh\nBindReadOnlyPaths=${app}\nBindReadOnlyPaths=${app}:${link}\n`,
  });
});

test("a derivation that is named adds its outputs, which are read from its file", () => {
  const { code, stderr, files } = build({
    manifest: manifestOf(service("web", { packages: [drv], context: { [drv]: { allOutputs: true } } })),
    graph: { [drv]: [shell], [shell]: [], [lib]: [app], [app]: [] },
  });
  assert.is(code, 0, stderr);
  assert.is(
    files?.[unit("web")],
    HEAD + [app, lib, shell, drv].map((path) => `BindReadOnlyPaths=${path}\n`).join(""),
  );
});

test("a dangling link is built with a warning, and refused under strict", () => {
  const manifest = manifestOf(
    service("web", { packages: [dangling], context: { [dangling]: { path: true } } }),
  );
  const graph = { [dangling]: [] };
  const lax = build({ manifest, graph });
  assert.is(lax.code, 0, lax.stderr);
  assert.is(lax.files?.[unit("web")], `${HEAD}BindReadOnlyPaths=:${dangling}\n`);
  assert.match(lax.stderr, new RegExp(`^warning: service "web": ${dangling} is a dangling symlink`));
  const strict = build({ manifest, graph, strict: "1" });
  assert.is(strict.code, 1);
  assert.is(strict.files, null);
  assert.match(strict.stderr, /^error: service "web": .*\nhint: leave out --strict/);
});

test("files can be read by all and written by none but their owner", () => {
  const { out } = build({ manifest: manifestOf(service("web", { packages: [] })) });
  for (const path of ["", "lib", "lib/systemd/system", `lib/systemd/system/web.service.d`]) {
    assert.is(statSync(join(out, path)).mode & 0o7777, 0o755, path);
  }
  assert.is(statSync(join(out, unit("web"))).mode & 0o7777, 0o644);
});

test("a host without a confined service gives an empty directory", () => {
  const { code, out } = build({ manifest: manifestOf() });
  assert.is(code, 0);
  assert.equal(readdirSync(join(out, "lib/systemd/system")), []);
});

const good = service("good", { packages: [] });
const reading = (path: string) => service("bad", { packages: [path], context: { [path]: { path: true } } });
const REFUSED: [title: string, attributes: Attributes, message: RegExp, status?: number][] = [
  [
    "a service that did not evaluate",
    { manifest: manifestOf(good, { name: "bad", error: "attribute 'x' missing" }) },
    /^error: service "bad": attribute 'x' missing$/m,
    3,
  ],
  [
    "a shell that is a dangling symlink",
    { manifest: manifestOf(good, service("bad", { packages: [], binSh: dangling })) },
    /^error: service "bad": confinement\.binSh is .*-dangling, which does not exist or is a dangling symlink$/m,
  ],
  [
    "a name that leads out of the output",
    { manifest: manifestOf(good, service("../../bad", { packages: [] })) },
    /^error: service "\.\.\/\.\.\/bad": the name contains a slash/m,
  ],
  [
    "a PrivateTmp that the dialect cannot read",
    { manifest: manifestOf(good, service("bad", { packages: [], PrivateTmp: "disconnected" })) },
    /^error: service "bad": serviceConfig\.PrivateTmp is the string "disconnected"/m,
  ],
  [
    "a manifest that is cut off",
    { manifest: manifestOf(good).slice(0, -9) },
    /^error: manifest: .*cut off after \d+/m,
    2,
  ],
  ["a manifest of another schema", { manifest: '{"schema":2}' }, /^error: \/schema: this is schema 2/m, 2],
  [
    "an output that the table does not hold",
    { manifest: manifestOf(service("bad", { packages: [], context: { [drv]: { outputs: ["man"] } } })) },
    /^error: the path of output man of .*-tool\.drv is not known$/m,
    3,
  ],
  [
    "a path in the text that is not of its context",
    {
      manifest: manifestOf(service("bad", { packages: [app], context: { [drv]: { outputs: ["out"] } } })),
      roots: { paths: { bad: [app] } },
    },
    /^error: service "bad": its package text names .*-app, but its string context names another derivation/m,
  ],
  [
    "a path that the graph does not hold",
    { manifest: manifestOf(service("bad", { packages: [], context: { [lib]: { path: true } } })) },
    /^error: .*-lib is missing from the closure graph\nhint: it may have been collected as garbage/m,
    3,
  ],
  [
    "a symlink whose target is not UTF-8",
    { manifest: manifestOf(good, reading(notUtf8)), graph: { [notUtf8]: [] } },
    /^error: service "bad": \/.*-target\\xff would be bound, and it is not UTF-8.*\nhint: rename the file/m,
  ],
  [
    "a store path that was deleted",
    { manifest: manifestOf(good, reading(gone)), graph: { [gone]: [] } },
    /^error: .*-gone is not in the store any more\nhint: .*again$/m,
    3,
  ],
];

for (const [title, attributes, message, status = 1] of REFUSED) {
  test(`${title} ends the build with a sentence, and nothing is written`, () => {
    const { code, stdout, stderr, files } = build(attributes);
    assert.is(code, status);
    assert.match(stderr, message);
    assert.not.match(stderr, /\n\s+at /, "no stack");
    assert.is(stdout, "");
    assert.is(files, null);
  });
}

test("all services that are refused are reported, not only the first", () => {
  const { stderr } = build({
    manifest: manifestOf(
      { name: "a", error: null },
      good,
      service("b", { packages: [], binSh: "/no/such/sh" }),
    ),
  });
  assert.equal(stderr.match(/^error: service "\w+"/gm), ['error: service "a"', 'error: service "b"']);
});

test("run by hand, it says who runs it", () => {
  const { code, stderr } = build({ manifest: manifestOf(), environment: { manifestPath: undefined } });
  assert.is(code, 4);
  assert.match(stderr, /^error: the environment variable manifestPath is not set$/m);
});

test.run();
