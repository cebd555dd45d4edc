/** A sample of proofs.slow.test.ts. */
import { test } from "uvu";
import { testProofs } from "./support/proofs.ts";

await testProofs(test, ["CU101", "CU108"]);

test.run();
