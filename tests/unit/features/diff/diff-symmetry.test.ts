import fc from "fast-check";
import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  diffServices,
  type PathChange,
  type ServiceDiff,
  type SettingChange,
  type ServiceFacts,
} from "../../../../src/features/diff/diff.ts";
import { renderDropIn } from "../../../../src/drop-in/render.ts";
import { storePath } from "../../../support/services.ts";

/** Few names and versions, so that paths of one package meet. */
const storePaths = fc
  .record({ n: fc.nat(40), name: fc.constantFrom("curl", "openssl", "script-start"), version: fc.nat(2) })
  .map(({ n, name, version }) => storePath(n, `${name}-1.${version}`));

const settings = fc.option(
  fc.dictionary(
    fc.constantFrom("serviceConfig.User", "confinement.mode", "environment.X"),
    fc.constantFrom<string | boolean>("a", "b", true),
  ),
);

const services: fc.Arbitrary<ServiceFacts> = fc
  .record({
    paths: fc.uniqueArray(fc.tuple(storePaths, fc.option(fc.nat(9))), {
      selector: ([path]) => path,
      maxLength: 6,
    }),
    binSh: fc.option(storePaths),
    settings,
    details: settings,
    unitText: fc.option(
      fc.constantFrom("[Service]\nA=1\n", "[Service]\nA=2\n", "[Unit]\nX-RestartIfChanged=false\n"),
    ),
  })
  .map(({ paths, binSh, ...others }) => ({
    ...others,
    name: "",
    file: "lib/systemd/system/x.service.d/confinement.conf",
    content: renderDropIn({
      binSh,
      inaccessible: [],
      binds: paths
        .map(([path]) => ({ source: null, target: path }))
        .sort((a, b) => (a.target < b.target ? -1 : 1)),
    }),
    paths: new Map(paths),
  }));

const sides = fc
  .dictionary(fc.constantFrom("web", "db", "get@"), services)
  .map((all) => Object.entries(all).map(([name, service]) => ({ ...service, name })));

const TURNED = { added: "removed", removed: "added", changed: "changed", rebuilt: "rebuilt" } as const;

const turnedPath = ({ name, kind, before, after, bytes }: PathChange) => ({
  name,
  kind: TURNED[kind],
  before: after,
  after: before,
  // A zero has no sign here.
  bytes: bytes === null ? null : 0 - bytes,
});

const turnedSetting = ({ setting, before, after }: SettingChange): SettingChange => ({
  setting,
  ...(after === undefined ? {} : { before: after }),
  ...(before === undefined ? {} : { after: before }),
});

/** What a difference is when it is looked at from the other side. What systemd does is another question there. */
const turned = ({ service, kind, paths, settings: all, before, after }: ServiceDiff) => ({
  service,
  kind: TURNED[kind],
  paths: paths.map(turnedPath),
  settings: all.map(turnedSetting),
  before: after,
  after: before,
});

const plain = ({ action: _, ...others }: ServiceDiff) => others;

test("a comparison the other way round says the same the other way round", () => {
  fc.assert(
    fc.property(sides, sides, (before, after) => {
      assert.equal(diffServices(after, before).map(plain), diffServices(before, after).map(turned));
    }),
    { numRuns: 100 },
  );
});

test("a side is no different from itself, in whatever order its services and paths are", () => {
  fc.assert(
    fc.property(sides, sides, (before, after) => {
      const shuffled = (side: readonly ServiceFacts[]) =>
        side.toReversed().map((service) => ({ ...service, paths: new Map([...service.paths].toReversed()) }));
      assert.equal(diffServices(before, shuffled(before)), []);
      assert.equal(diffServices(shuffled(before), shuffled(after)), diffServices(before, after));
    }),
    { numRuns: 100 },
  );
});

test("what starts on one way stops on the other, and what is left alone is left alone", () => {
  const OTHER: Record<string, string[]> = { start: ["stop"], stop: ["start"] };
  fc.assert(
    fc.property(sides, sides, (before, after) => {
      const there = diffServices(before, after);
      const back = new Map(diffServices(after, before).map(({ service, action }) => [service, action]));
      for (const { service, action } of there) {
        const wanted = OTHER[action] ?? ["restart", "reload", "none"];
        assert.ok(wanted.includes(back.get(service)!), `${service}: ${action} and ${back.get(service)}`);
      }
    }),
  );
});

test.run();
