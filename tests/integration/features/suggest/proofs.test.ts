import { test } from "uvu";
import { testProofs } from "./support/proofs.ts";
/** A sample of proofs.slow.test.ts. */

await testProofs(test, ["CU101", "CU108"]);

test.run();
