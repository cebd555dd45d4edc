/** Something that was not looked at, and why: that no rule finds anything in it says nothing. */
export interface Unknown {
  /** Such as `script /nix/store/…-start`. */
  what: string;
  /** One sentence without its full stop. */
  why: string;
}

/** A text of which nothing is known. */
export interface NotLookedAt {
  /** Why; one sentence without its full stop. */
  notLookedAt: string;
}
