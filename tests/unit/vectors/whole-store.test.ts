import { test } from "uvu";
import * as assert from "uvu/assert";
import { dialectOf, manifestOf } from "../../../scripts/vectors/manifest.ts";
import { recordedStore } from "../../../scripts/vectors/store.ts";
import { graphOf } from "../../../src/store-path/graph.ts";
import { packageClosure } from "../../../src/store-path/closure.ts";
import { generateDropIns, isFailed } from "../../../src/drop-in/generate.ts";
import { decodeManifest } from "../../../src/manifest/decode.ts";
import type { Manifest, ServiceEntry } from "../../../src/manifest/types.ts";
import type { StoreReader } from "../../../src/drop-in/plan.ts";
import { recordedCases } from "./recorded.ts";

for (const vintage of ["v1", "v2", "v3"]) {
  const cases = recordedCases().filter((recorded) => recorded.vintage === vintage);
  const stores = new Map(cases.map((recorded) => [recorded.service, recordedStore(recorded)]));
  const whole = graphOf([...stores.values()].flatMap(({ graph }) => [...graph]));
  const storeWith = (path: string): StoreReader =>
    [...stores.values()].find(({ graph }) => graph.has(path))!.store;

  /** All cases as the services of one host, over the one graph that holds all their paths. */
  const host: Manifest = {
    ...decodeManifest(manifestOf(cases[0]!, dialectOf(vintage))),
    services: cases.flatMap(
      (recorded): ServiceEntry[] => decodeManifest(manifestOf(recorded, dialectOf(vintage))).services,
    ),
  };
  const shells = new Map(
    cases.map((recorded) => [recorded.confinement?.["binSh"], recorded.binShResolved ?? null]),
  );
  const store: StoreReader = {
    isSymlink: (path) => storeWith(path).isSymlink(path),
    resolve: (path) => (shells.has(path) ? shells.get(path)! : storeWith(path).resolve(path)),
  };

  test(`all services of ${vintage} on one host, over one graph, have the drop-ins they have alone`, () => {
    const { dropIns, errors } = generateDropIns(host, whole, ({ name }) => stores.get(name)!.roots, store, {
      strict: false,
    });
    const built = cases.filter(({ result }) => result.status === "built");
    assert.equal(
      dropIns.map(({ path, content }) => ({ path, content })),
      built.map(({ result: { path, content } }) => ({ path, content })),
    );
    const failed = cases.filter(({ result }) => result.status.endsWith("-error"));
    assert.equal(
      errors.map(({ service }) => service),
      failed.map(({ service }) => service),
    );
  });

  test(`what Nix found in each text of ${vintage} is found, among all paths that it could have seen`, () => {
    const edgeless = graphOf([...whole.paths()].map((path) => [path, []]));
    let texts = 0;
    for (const service of host.services) {
      if (isFailed(service)) continue;
      const { roots, found } = stores.get(service.name)!;
      assert.equal(packageClosure(edgeless, roots, service.packageText), found.toSorted(), service.name);
      texts++;
    }
    assert.ok(texts > 50);
  });

  test(`each dangling link of ${vintage} is warned of, and refused when strict`, () => {
    const rootsOf = ({ name }: { name: string }) => stores.get(name)!.roots;
    const { warnings } = generateDropIns(host, whole, rootsOf, store, { strict: false });
    const dangling = cases
      .filter(({ result }) => result.content?.includes("BindReadOnlyPaths=:/"))
      .map(({ service }) => service);
    assert.ok(dangling.length >= 2);
    assert.equal(
      warnings.filter(({ code }) => code === "dangling-symlink").map(({ service }) => service),
      dangling,
    );
    const { errors } = generateDropIns(host, whole, rootsOf, store, { strict: true });
    for (const service of dangling) assert.ok(errors.some((error) => error.service === service));
  });
}

test.run();
