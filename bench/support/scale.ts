/** `tiny` shows that a benchmark works, in a few seconds; its numbers mean nothing. */
export type Scale = "full" | "tiny";
