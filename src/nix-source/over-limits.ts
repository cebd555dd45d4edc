/** A text that is not looked at; its message says why, in a sentence without a full stop. */
export class OverLimits extends Error {
  override readonly name = "OverLimits";
}
