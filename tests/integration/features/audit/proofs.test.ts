import { test } from "uvu";
import * as assert from "uvu/assert";
import { auditService } from "../../../../src/features/audit/audit.ts";
import type { ServiceFacts } from "../../../../src/service/facts.ts";
import { skipped } from "../../../support/skip.ts";
import { lacks, provenServices, runs } from "./support/chroot.ts";

const services = lacks === undefined ? await provenServices() : new Map<string, ServiceFacts>();

for (const name of "CU101 CU102 CU103 CU104 CU106 CU106-env CU106-loader CU107 CU108 CU109".split(" ")) {
  test(`${name}: fails in the chroot where it is found, and works where it is fixed`, () => {
    if (lacks !== undefined) return skipped(lacks);
    const [broken, fixed] = [services.get(name)!, services.get(`${name}-fixed`)!];
    const codes = (facts: ServiceFacts) => auditService(facts).map(({ code }) => code);
    assert.equal(codes(broken), [name.slice(0, 5)]);
    assert.equal(codes(fixed), []);
    assert.not.ok(runs(broken), "it works although something is missing");
    assert.ok(runs(fixed), "it fails although nothing is missing");
  });
}

test.run();
