import { test } from "uvu";
import * as assert from "uvu/assert";
import * as core from "../../src/library.ts";
import * as library from "../../src/index.ts";
import { links, manifest, service, storePath } from "../support/services.ts";

test("the library is the core", () => {
  for (const [name, value] of Object.entries(core)) assert.is(Reflect.get(library, name), value, name);
});

test("a manifest's text becomes drop-ins by what the library exports", () => {
  const app = storePath(1);
  const host = library.parseManifest(JSON.stringify(manifest([service("web", [app])], "2019")));
  const graph = library.parseReferencesGraph(`${app}\n\n0\n`);
  const { dropIns } = library.generateDropIns(host, graph, () => [app], links(), { strict: true });
  assert.equal(
    dropIns.map(({ path, content }) => [path, content]),
    [["lib/systemd/system/web.service", `[Service]\nBindReadOnlyPaths=${app}\n`]],
  );
});

test.run();
