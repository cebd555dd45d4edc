/** What is suggested, run: each service fails without it and works with it. */
import { test } from "uvu";
import { testProofs } from "./support/proofs.ts";

await testProofs(test, "CU101 CU103 CU104 CU106 CU106-env CU108".split(" "));

test.run();
