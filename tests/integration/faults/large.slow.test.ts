/** Far more of everything than any host has. */
import { test } from "uvu";
import { testLarge } from "./large.ts";

testLarge(test, { bytes: 10_000_000, services: 5_000, lines: 70_000 });

test.run();
