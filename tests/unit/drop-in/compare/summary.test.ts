import { test } from "uvu";
import * as assert from "uvu/assert";
import { ServiceError } from "../../../../src/base/errors.ts";
import { comparisonSummary, type Comparison } from "../../../../src/drop-in/compare/summary.ts";

const absent = (service: string) => new ServiceError(service, "there is no reference drop-in");

const SENTENCES: [counts: Comparison, errors: ServiceError[], sentence: string][] = [
  [{ all: 2, compared: 2, same: 2 }, [], "2 of 2 drop-ins are identical to nixpkgs'"],
  [{ all: 2, compared: 2, same: 0 }, [], "0 of 2 drop-ins are identical to nixpkgs'"],
  [
    { all: 3, compared: 2, same: 1 },
    [absent("a")],
    "1 of 2 drop-ins are identical to nixpkgs'; 1 was not compared",
  ],
  [
    { all: 2, compared: 0, same: 0 },
    [absent("a"), absent("b")],
    "no drop-in was compared: there is no reference drop-in",
  ],
  [
    { all: 2, compared: 0, same: 0 },
    [absent("a"), new ServiceError("b", "it is new:\n  + echo")],
    "no drop-in was compared: 2 services have errors",
  ],
  [
    { all: 1, compared: 0, same: 0 },
    [new ServiceError("b", "it is new:\n  + echo")],
    "no drop-in was compared: it is new",
  ],
  [{ all: 0, compared: 0, same: 0 }, [], "no drop-in was compared: no service is confined"],
];

for (const [counts, errors, sentence] of SENTENCES) {
  test(sentence, () => assert.is(comparisonSummary(counts, errors), sentence));
}

test.run();
