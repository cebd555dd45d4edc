import { test } from "uvu";
import * as assert from "uvu/assert";
import { ConfinedUnitsError } from "../../../src/base/errors.ts";
import { decodePolicy } from "../../../src/diagnostics/policy.ts";
import { limitsFor } from "../../../src/service/limits.ts";
import { failure } from "../../support/services.ts";

test("limits for all services, and a service's own", () => {
  const policy = decodePolicy({
    maxPaths: 2,
    maxSize: 0,
    forbid: ["gcc-*"],
    services: { web: { maxPaths: 3, forbid: [] }, db: {} },
  });
  assert.equal(limitsFor(policy, "web"), { maxPaths: 3, maxSize: 0, forbid: [] });
  assert.equal(limitsFor(policy, "db"), { maxPaths: 2, maxSize: 0, forbid: ["gcc-*"] });
  assert.equal(limitsFor(policy, "toString"), { maxPaths: 2, maxSize: 0, forbid: ["gcc-*"] });
  assert.equal(limitsFor(decodePolicy({}), "web"), {});
});

const WRONG: [unknown, string][] = [
  [[], "policy: expected an object, got a list"],
  [null, "policy: expected an object, got null"],
  [{ maxpaths: 2 }, 'policy: there is no limit "maxpaths"'],
  [{ maxPaths: -1 }, "policy/maxPaths: expected a number from 0, got -1"],
  [{ maxSize: "1" }, 'policy/maxSize: expected a number from 0, got "1"'],
  [{ forbid: "x" }, 'policy/forbid: expected a list, got "x"'],
  [{ forbid: [1] }, "policy/forbid/0: expected a string, got 1"],
  [{ services: ["web"] }, "policy/services: expected an object, got a list"],
  [{ services: null }, "policy/services: expected an object, got null"],
  [{ services: { web: 5 } }, "policy/services/web: expected an object, got 5"],
  [{ services: { "a/b": { forbid: "x" } } }, 'policy/services/a~1b/forbid: expected a list, got "x"'],
  [{ services: { web: { services: {} } } }, 'policy/services/web: there is no limit "services"'],
];

for (const [value, message] of WRONG) {
  test(message, () => {
    const error = failure(ConfinedUnitsError, () => decodePolicy(value));
    assert.is(error.message, message);
    assert.is(error.code, "usage");
  });
}

test("the hint names what there is at that place", () => {
  const hint = (value: unknown) => failure(ConfinedUnitsError, () => decodePolicy(value)).hint;
  assert.is(hint({ x: 1 }), "a policy has maxPaths, maxSize, forbid, services");
  assert.is(hint({ services: { web: { x: 1 } } }), "a policy has maxPaths, maxSize, forbid");
});

test.run();
