import { test } from "uvu";
import * as assert from "uvu/assert";
import { storeName } from "../../../src/store-path/name.ts";

const named = (name: string) => storeName(`/nix/store/0123456789abcdfghijklmnpqrsvwxyz-${name}`);

test("the version begins at the first dash that no letter follows", () => {
  assert.equal(named("curl-8.5.0"), { name: "curl", version: "8.5.0" });
  assert.equal(named("python3.12-requests-2.31.0"), { name: "python3.12-requests", version: "2.31.0" });
  assert.equal(named("unit-script-web"), { name: "unit-script-web", version: "" });
  assert.equal(named("x-"), { name: "x-", version: "" });
});

test("an output belongs to the package", () => {
  assert.equal(named("openssl-3.0.13-bin"), { name: "openssl-bin", version: "3.0.13" });
  assert.equal(named("glibc-2.39-52-getent"), { name: "glibc", version: "2.39-52-getent" });
  for (const output of "bin data debug dev devdoc doc info lib man nss out static terminfo".split(" "))
    assert.equal(named(`a-1-${output}`), { name: `a-${output}`, version: "1" });
});

test.run();
