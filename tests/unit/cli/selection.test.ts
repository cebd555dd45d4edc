import { test } from "uvu";
import * as assert from "uvu/assert";
import { Selection, serviceNames, servicesMeant } from "../../../src/cli/selection.ts";
import { manifest, service } from "../../support/services.ts";

const NAMES = ["web", "web.service.d", "worker@", "worker@blue", "backup job", "postgresql"];

const host = (...names: string[]) => ({ host: "a", manifest: manifest(names.map((name) => service(name))) });

test("a service is named with or without .service, by its template, or by a glob", () => {
  for (const [word, ...meant] of [
    ["web", "web"],
    ["web.service", "web"],
    ["worker@blue", "worker@blue"],
    ["worker@blue.service", "worker@blue"],
    ["worker@red", "worker@"],
    ["worker@red.service", "worker@"],
    ["w*", "web", "web.service.d", "worker@", "worker@blue"],
    ["worker@*.service", "worker@", "worker@blue"],
    ["we?", "web"],
    ["*", ...NAMES],
    ["backup job", "backup job"],
    ["wbe"],
    [".service"],
    [""],
  ])
    assert.equal(servicesMeant(word!, NAMES), meant, word);
});

test("a name that exists is no glob", () => {
  assert.equal(servicesMeant("a*", ["a*", "ab"]), ["a*"]);
});

test("an instance may be one of a template's", () => {
  assert.equal(serviceNames("get@file.service"), ["get@file", "get@"]);
  assert.equal(serviceNames("get@"), ["get@"]);
  assert.equal(serviceNames("a.service.service"), ["a.service"]);
});

test("a host keeps the services that are asked for, and is passed over without any", () => {
  const chosen = new Selection(["web.service", "x*", "nothing"]);
  const names = (...all: string[]) =>
    chosen.choose(host(...all)).map((each) => each.manifest.services.map(({ name }) => name));
  assert.equal(names("api", "web"), [["web"]]);
  assert.equal(names("api"), []);
  assert.equal(names("xa", "xb", "api"), [["xa", "xb"]]);
  assert.equal(chosen.unmet, ["nothing"]);
  assert.equal(chosen.names, ["api", "web", "xa", "xb"]);
  assert.is(new Selection([]).choose(host("web"))[0]!.manifest.services.length, 1);
});

test.run();
