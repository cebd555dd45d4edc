import { test } from "uvu";
import * as assert from "uvu/assert";
import { graphOf } from "../../../src/store-path/graph.ts";
import { ConfinedUnitsError, ServiceError, UsageError } from "../../../src/base/errors.ts";
import { ServiceEvaluationError, generateDropIns, isFailed } from "../../../src/drop-in/generate.ts";
import type { Manifest, Service } from "../../../src/manifest/types.ts";
import { failure, links, manifest, service, storePath, withShell } from "../../support/services.ts";

const [app, lib, link] = [storePath(1, "app"), storePath(2, "lib"), storePath(3, "link")];
const graph = graphOf([
  [app, [lib]],
  [lib, []],
  [link, []],
]);

const generate = (host: Manifest, store = links(), strict = false) =>
  generateDropIns(host, graph, rootsIn, store, { strict });

const rootsIn = ({ packageText }: Service) => packageText.split("\n").filter((path) => path !== "");

test("a host's drop-ins, in the order of its services", () => {
  const { dropIns, warnings, errors } = generate(manifest([service("a@", [app]), service("b", [lib])]));
  assert.equal(
    dropIns.map(({ path, content }) => ({ path, content })),
    [
      {
        path: "lib/systemd/system/a@.service.d/confinement.conf",
        content: `[Service]\nBindReadOnlyPaths=${app}\nBindReadOnlyPaths=${lib}\n`,
      },
      {
        path: "lib/systemd/system/b.service.d/confinement.conf",
        content: `[Service]\nBindReadOnlyPaths=${lib}\n`,
      },
    ],
  );
  assert.equal(dropIns[1]?.plan.service, "b");
  assert.equal([warnings, errors], [[], []]);
});

test("a host without confined services has none", () => {
  assert.equal(generate(manifest([])), { dropIns: [], warnings: [], errors: [] });
});

test("each service starts from its own roots", () => {
  const asked: string[] = [];
  const rootsOf = ({ name }: Service) => {
    asked.push(name);
    return name === "a" ? [app] : [lib];
  };
  const host = manifest([service("a", [app]), service("b", [app])]);
  const { dropIns } = generateDropIns(host, graph, rootsOf, links(), { strict: false });
  assert.equal(
    dropIns.map(({ plan }) => plan.binds.length),
    [2, 0],
    "b names a path that its context does not hold",
  );
  assert.equal(asked, ["a", "b"]);
});

test("a derivation whose outputs are not built fails its own service, which is named with it", () => {
  const drv = storePath(4, "app.drv");
  const withDrv = graphOf([...graph, [drv, []]]).withOutputs(() => [app, storePath(5, "app-dev")]);
  const host = manifest([service("a", [drv]), service("b", [lib])]);
  const { dropIns, errors } = generateDropIns(host, withDrv, rootsIn, links(), { strict: false });
  assert.equal(
    dropIns.map(({ plan }) => plan.service),
    ["b"],
  );
  assert.is(
    errors[0]?.message,
    `service "a": its chroot would hold ${drv}, which builds ${storePath(5, "app-dev")}: it is not built`,
  );
});

test("a service that fails stops no other, and each is named", () => {
  const failed = { name: "broken", error: "the option `x' is used but not defined" };
  const silent = { name: "silent", error: null };
  const noShell = withShell(service("no-shell"), "/nowhere");
  const stringTmp = service("tmp", [], { settings: { PrivateTmp: "yes", RootDirectory: null } });
  const host = manifest([failed, service("good", [lib]), noShell, silent, stringTmp, service("a/b")]);
  const { dropIns, errors } = generate(host, links({ "/nowhere": null }));
  assert.equal(
    dropIns.map(({ plan }) => plan.service),
    ["good"],
  );
  assert.equal(
    errors.map(({ service: name }) => name),
    ["broken", "no-shell", "silent", "tmp", "a/b"],
  );
  assert.is(errors[0]?.message, 'service "broken": the option `x\' is used but not defined');
  assert.match(errors[2]?.message ?? "", /does not evaluate, and Nix kept no message/);
});

test("what did not evaluate is Nix's failure, what is refused is a finding", () => {
  const { errors } = generate(manifest([{ name: "broken", error: null }, service("a/b")]));
  assert.instance(errors[0], ServiceEvaluationError);
  assert.equal(
    errors.map(({ code }) => code),
    ["service-not-evaluated", "service-refused"],
  );
});

test("warnings of all services come together; strict makes errors of them", () => {
  const host = manifest([service("a", [link]), service("b", [lib]), service("c", [link])]);
  const loose = generate(host, links({ [link]: null }));
  assert.equal(
    loose.warnings.map(({ service: name, path }) => [name, path]),
    [
      ["a", link],
      ["c", link],
    ],
  );
  assert.is(loose.dropIns.length, 3);
  assert.is(loose.dropIns[0]?.content, `[Service]\nBindReadOnlyPaths=:${link}\n`);
  const strict = generate(host, links({ [link]: null }), true);
  assert.equal(
    strict.errors.map(({ service: name }) => name),
    ["a", "c"],
  );
  assert.is(strict.dropIns.length, 1);
});

test("what is wrong with the whole host is thrown", () => {
  failure(UsageError, () => generate(manifest([service("a")], "2023")));
  const missing = failure(ConfinedUnitsError, () => generate(manifest([service("a", [storePath(9)])])));
  assert.not.instance(missing, ServiceError);
});

test("failed entries are distinguished from services", () => {
  assert.is(isFailed({ name: "a", error: null }), true);
  assert.is(isFailed(service("a")), false);
});

test.run();
