import { test } from "uvu";
import * as assert from "uvu/assert";
import { MODULE_FIXTURES, withLib } from "../../support/nixpkgs-lib.ts";
import { confined, evaluateIn } from "./support.ts";

const directory = (name: string) => `${MODULE_FIXTURES}/nixpkgs/${name}`;
const module = confined();

for (const dialect of ["2024", "2025", "2026"]) {
  test(
    `${dialect} is read off the reference in the host's nixpkgs`,
    withLib((lib) => {
      const host = { module, nixpkgs: directory(dialect) };
      assert.is(evaluateIn(lib, host, "config.confinedUnits.dialect"), dialect);
    }),
  );
}

for (const [name, what] of [
  ["older", "older than, or different from, all known versions"],
  ["later", "older than, or different from, all known versions"],
  ["missing", "this NixOS has no "],
] as const) {
  test(
    `a nixpkgs whose reference is ${name} asks for a declaration, and takes one`,
    withLib((lib) => {
      const host = { module, nixpkgs: directory(name) };
      assert.throws(
        () => evaluateIn(lib, host, "config.confinedUnits.dialect"),
        (error: Error) => error.message.includes(what) && error.message.includes("confinedUnits.dialect ="),
      );
      assert.is(
        evaluateIn(lib, { ...host, dialect: "2022" }, "service.serviceConfig.RootDirectory"),
        "/var/empty",
      );
    }),
  );
}

test(
  "a dialect that there is not is refused by the option's type",
  withLib((lib) => {
    assert.throws(
      () => evaluateIn(lib, { module, dialect: "2020" }, "config.confinedUnits.dialect"),
      (error: Error) => /one of "2019", "2022", "2024", "2025", "2026"/.test(error.message),
    );
  }),
);

test.run();
