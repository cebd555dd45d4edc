import { test } from "uvu";
import * as assert from "uvu/assert";
import { dialectOf, manifestOf } from "../../../scripts/vectors/manifest.ts";
import { outcomeOf } from "../../../scripts/vectors/run.ts";
import type { Recorded } from "../../../scripts/vectors/case.ts";
import { generateDropIns } from "../../../src/drop-in/generate.ts";
import { decodeManifest } from "../../../src/manifest/decode.ts";
import { recordedStore } from "../../../scripts/vectors/store.ts";
import { SCRIPTS, script } from "../../support/services.ts";
import { recordedCase, recordedCases } from "./recorded.ts";

/** The manifest of a case whose rules are read off the script that the reference has for it, instead of declared. */
function undeclared(recorded: Recorded & { vintage: string }): unknown {
  const dialect = dialectOf(recorded.vintage) as "2019" | "2022" | "2024";
  const isHidden = dialect === "2024" && recorded.serviceConfig?.["PrivateTmp"] === false;
  const rules = dialect === "2024" && !isHidden ? "2022" : dialect;
  const lines = script(
    SCRIPTS[recorded.confinement?.["binSh"] === null ? (`${rules} without a shell` as const) : rules],
  );
  const json = manifestOf(recorded, dialect) as { services: object[] };
  const services = json.services.map((service) =>
    "error" in service ? service : { ...service, reference: { script: "key" } },
  );
  return { ...json, declaredDialect: null, scripts: { key: lines }, services };
}

const cases = recordedCases();

test("drop-ins are the same, byte for byte, when their dialect is read and not declared", () => {
  let built = 0;
  for (const recorded of cases) {
    const { result, ...inputs } = recorded;
    const outcome = outcomeOf(inputs, undeclared(recorded));
    assert.is(outcome.status, result.status, `${recorded.vintage} ${recorded.service}`);
    if (result.status !== "built") continue;
    assert.is(outcome.path, result.path);
    assert.is(outcome.content, result.content, `${recorded.vintage} ${recorded.service}`);
    built++;
  }
  assert.is(built, cases.filter(({ result }) => result.status === "built").length);
});

test("a dialect that was read has the name of its vintage", () => {
  for (const recorded of cases) {
    if (recorded.result.status !== "built") continue;
    const { graph, roots, store } = recordedStore(recorded);
    const host = decodeManifest(undeclared(recorded));
    const [dropIn] = generateDropIns(host, graph, () => roots, store, { strict: false }).dropIns;
    // With PrivateTmp as a string a script can be read before 2024 and from 2026 on, which RootDirectory tells apart.
    assert.is(dropIn?.plan.dialect, dialectOf(recorded.vintage), `${recorded.vintage} ${recorded.service}`);
  }
});

test("a string PrivateTmp is refused in 2024 by rule, not for what was not recorded", () => {
  for (const service of ["private-tmp-disconnected", "private-tmp-string-yes"]) {
    const twin = recordedCase("v2", service);
    const outcome = outcomeOf(twin, manifestOf(twin, "2024"));
    assert.is(outcome.status, "evaluation-error");
    assert.match(
      outcome.message ?? "",
      /PrivateTmp is the string "(disconnected|yes)", which the rules of nixpkgs 24\.11–25\.05 cannot read/,
    );
    assert.is(outcomeOf(twin, manifestOf(twin, "2026")).content, twin.result.content);
  }
});

test.run();
