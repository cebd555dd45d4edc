import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { NixError } from "../../../../src/nix/errors/errors.ts";
import { decodePathInfo } from "../../../../src/nix/store/path-info-json.ts";
import { thrownBy } from "../../../integration/nix/support.ts";

/** What versions of Nix printed for the same paths, recorded. */
const RECORDED = ["2.8.0", "2.26.3", "2.34.8", "2.34.8-format-2"];

const STORE = "/nix/store";
const EXPECTED = {
  [`${STORE}/63dsw00vr1nmq443zjpsl0cx0sbkc65g-multi`]: {
    references: [`${STORE}/b9mzk1h8jc9sbkwykrzlz6bb10vn3xdw-libx`],
    narSize: 168,
    narHash: "sha256-DrDhcQg6kumRaqotyT0l/UPNQ4+23a0JYEhzlG8JxPQ=",
  },
  [`${STORE}/b9mzk1h8jc9sbkwykrzlz6bb10vn3xdw-libx`]: {
    references: [],
    narSize: 120,
    narHash: "sha256-2PNF8sp6JG1nf+S+xUt53bVOl8AqrJ5Fpp7GmMcXdFw=",
  },
  [`${STORE}/k8mrzlcxvn687c95qwj55xqjpm4pc9xs-plain`]: {
    references: [`${STORE}/w8lg9wl66x76wkn34sp5bdvnzmisjk60-inner`],
    narSize: 168,
    narHash: "sha256-XhFQ/yDIiEXHxaQ3VnRPyBS4YBYPh89T2VtRkxKxj9U=",
  },
  [`${STORE}/w8lg9wl66x76wkn34sp5bdvnzmisjk60-inner`]: {
    references: [],
    narSize: 120,
    narHash: "sha256-jyiRGLH0P4VduRAhXme5qgKYjS+wp8Vv6s2yRrgV4bQ=",
  },
};

for (const version of RECORDED) {
  test(`reads what Nix ${version} prints`, () => {
    const json: unknown = JSON.parse(
      readFileSync(join(import.meta.dirname, "path-info", `${version}.json`), "utf8"),
    );
    assert.equal(Object.fromEntries(decodePathInfo(json)), EXPECTED);
  });
}

test("what is not understood is an error with its place, and never a guess", async () => {
  const good = { references: [], narSize: 1, narHash: "sha256-x" };
  for (const [json, message] of [
    [null, "/: expected an object, got null"],
    [[{ ...good }], "/0/path: expected a string, got nothing"],
    [{ "/s/a": null }, "//s/a: expected a path of the store, got null"],
    [[{ path: "/s/a", valid: false }], '/0: expected a path of the store, got {"path":"/s/a","valid":false}'],
    [{ "/s/a": { ...good, references: "x" } }, '//s/a/references: expected a list, got "x"'],
    [{ "/s/a": { ...good, references: [1] } }, "//s/a/references/0: expected a string, got 1"],
    [{ "/s/a": { ...good, narSize: "1" } }, '//s/a/narSize: expected a number from 0, got "1"'],
    [{ "/s/a": { ...good, narSize: -0.5 } }, "//s/a/narSize: expected a number from 0, got -0.5"],
    [{ "/s/a": "x".repeat(1000) }, `//s/a: expected an object, got "${"x".repeat(79)}`],
    [{ "/s/a": { ...good, narHash: undefined } }, "//s/a/narHash: expected a string, got nothing"],
    [{ info: {}, version: 3 }, "/storeDir: expected a string, got nothing"],
  ] as const) {
    assert.is((await thrownBy(NixError, () => decodePathInfo(json))).message, `nix path-info ${message}`);
  }
});

test.run();
