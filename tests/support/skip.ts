/** What a skipped test's line starts with; scripts/test.ts counts these lines. */
export const SKIP_MARK = "SKIPPED: ";

/**
 * Says loudly that the running test is left out, for want of a real thing that this machine does not have. Use it as
 * `if (!available) return skipped("a user namespace cannot be made here");` at the start of a test: uvu sees the test
 * pass, the driver takes it from the passed ones and counts it as skipped.
 */
export function skipped(reason: string): void {
  process.stdout.write(`\n${SKIP_MARK}a test because ${reason}\n`);
}
