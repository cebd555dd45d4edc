/** A sample of large.slow.test.ts. */
import { test } from "uvu";
import { testLarge } from "./large.ts";

testLarge(test, { bytes: 1_000_000, services: 300, lines: 5_000 });

test.run();
