import { ClosureGraph, graphOf } from "../../../../src/store-path/graph.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { explainService } from "../../../../src/features/explain/groups.ts";
import { pathsMeant } from "../../../../src/features/explain/match.ts";
import { reasonsFor } from "../../../../src/features/explain/reasons.ts";
import { placesOf } from "../../../../src/service/sources.ts";
import { fullFacts, service, storePath, withShell } from "../../../support/services.ts";

const [start, left, right, deep, shell, base] = [1, 2, 3, 4, 5, 6].map((n) => storePath(n)) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const references = new Map([
  [start, [left, right]],
  [left, [deep]],
  [right, [deep]],
  [deep, [base]],
  [shell, [base]],
  [base, [base]],
]);
const graph = new ClosureGraph(
  new Map([...references].map(([path, found]) => [path, { references: found, narSize: 10 }])),
);
const inside = [...references.keys()].toSorted();

const full = fullFacts({
  serviceConfig: { ExecStart: `${start}/bin/run --deep`, PrivateUsers: false, PrivateTmp: true },
  environment: null,
  definitions: [
    { option: ["serviceConfig"], file: "a.nix", line: 3, column: 1 },
    { option: ["serviceConfig", "ExecStart"], file: "a.nix", line: 4, column: 5 },
    { option: ["serviceConfig", "PrivateUsers"], file: "b.nix", line: 9, column: 5 },
  ],
});
const subject = {
  ...withShell(service("web", [`${start}/bin/run --deep`, `${shell}/bin/sh`, deep]), `${shell}/bin/sh`),
  full,
};

test("groups by the option that each text is of, with what would leave if it went", () => {
  const { groups, paths, bytes } = explainService(subject, "2024", graph, inside);
  assert.is(paths.length, 6);
  assert.is(bytes, 60);
  assert.equal(
    groups.map(({ option, paths: count, exclusive }) => [
      option.join("."),
      count,
      exclusive.paths,
      exclusive.bytes,
    ]),
    [
      ["serviceConfig.ExecStart", 5, 3, 30],
      ["confinement.binSh", 2, 1, 10],
      ["confinement.packages", 2, 0, 0],
    ],
  );
  assert.equal(
    groups[0]!.places.map(({ line }) => line),
    [4],
  );
  assert.equal(groups[0]!.roots, [start]);
});

test("tells the settings that override confinement's", () => {
  const { settings } = explainService(subject, "2024", graph, inside);
  const users = settings!.find(({ name }) => name === "PrivateUsers")!;
  assert.equal([users.value, users.usual, users.overridden], [false, true, true]);
  assert.is(users.places[0]!.file, "b.nix");
  assert.not.ok(settings!.find(({ name }) => name === "PrivateTmp")!.overridden);
  const { full: _, ...lean } = subject;
  assert.is(explainService(lean, "2024", graph, inside).settings, null);
});

test("gives every shortest way, and only these", () => {
  const reasons = reasonsFor(subject, graph, inside, deep);
  assert.equal(
    reasons.map(({ option, chain }) => [option.at(-1), ...chain]),
    [
      ["packages", deep],
      ["ExecStart", start, left, deep],
      ["ExecStart", start, right, deep],
    ],
  );
  assert.equal(reasonsFor(subject, graph, inside, storePath(99)), []);
});

test("stops at a hundred ways, where everything refers to everything", () => {
  const layers = Array.from({ length: 8 }, (_, layer) => [
    storePath(10 + 2 * layer),
    storePath(11 + 2 * layer),
  ]);
  const wide = graphOf(layers.flatMap((pair, i) => pair.map((path) => [path, layers[i + 1] ?? []] as const)));
  const [top] = layers;
  const found = reasonsFor(service("wide", top!), wide, [...wide.paths()], layers.at(-1)![0]!);
  assert.is(found.length, 100);
});

test("finds paths by path, name with and without version, and glob", () => {
  const paths = [storePath(1, "openssl-3.3.2"), storePath(2, "openssl-3.3.2-dev"), storePath(3, "zlib-1.3")];
  assert.equal(pathsMeant(`${paths[2]}/lib/libz.so`, paths), [paths[2]]);
  assert.equal(pathsMeant("openssl", paths), [paths[0], paths[1]]);
  assert.equal(pathsMeant("openssl-3.3.2", paths), [paths[0]]);
  assert.equal(pathsMeant("*lib*", paths), [paths[2]]);
  assert.equal(pathsMeant("open", paths), []);
});

test("what our module's options add is named by them, and only there", () => {
  const added = [left, right, deep, `${base}/x`];
  const facts = {
    ...full,
    environment: { PATH: `${left}/bin`, DATA: `${base}/x`, LOCALE_ARCHIVE: deep },
    serviceConfig: { BindReadOnlyPaths: [`${right}:/etc/hosts`] },
    profiles: ["dns", "locale"],
  };
  const optionsOf = (ownModule: boolean) => {
    const web = { ...service("web", added), full: { ...facts, ownModule } };
    return explainService(web, "2024", graph, inside).groups.map(({ option }) => option.join("."));
  };
  const listed = "confinement.packages";
  assert.equal(optionsOf(true), ["path", "confinement.profiles", "confinement.profiles", "environment.DATA"]);
  assert.equal(optionsOf(false), [listed, listed, listed, listed]);
});

test("a script's own place says more than that of the settings beside it", () => {
  const scripted = {
    ...subject,
    full: {
      ...full,
      definitions: [
        { option: ["script"], file: "a.nix", line: 2, column: 1 },
        { option: ["serviceConfig"], file: "a.nix", line: 3, column: 1 },
      ],
    },
  };
  const lineOf = (option: string[]) => placesOf(scripted, option).map(({ line }) => line);
  assert.equal(lineOf(["serviceConfig", "ExecStart"]), [2]);
  assert.equal(lineOf(["serviceConfig", "ExecStop"]), [3]);
  assert.equal(lineOf(["confinement", "binSh"]), []);
});

test.run();
