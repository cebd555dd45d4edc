import { test } from "uvu";
import { testLarge } from "./large.ts";
/** A sample of large.slow.test.ts. */

testLarge(test, { bytes: 1_000_000, services: 300, lines: 5_000 });

test.run();
