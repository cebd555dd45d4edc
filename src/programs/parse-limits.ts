/**
 * What a text may have at most to be parsed. All of them are counts, so that the same text is looked at on every machine. Scripts that
 * somebody writes stay far below; what is longer is mostly data with a script at its head.
 */
export const LIMITS = {
  bytes: 1024 * 1024,
  /** A wrapper's longest line is a few kB; Linux hands no program an argument of more than 128 KiB. */
  lineBytes: 64 * 1024,
  nodes: 100_000,
  /** Syntax nodes around one another. */
  depth: 1000,
} as const;

const LINE_BREAK = 0x0a;

/** Why a text is not to be parsed, as far as its bytes say; null: it may be. */
export function overLimits(bytes: Uint8Array): string | null {
  if (bytes.length > LIMITS.bytes) return `it is longer than ${shown(LIMITS.bytes)} bytes`;
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(LINE_BREAK, start);
    const next = end === -1 ? bytes.length : end;
    if (next - start > LIMITS.lineBytes) return `it has a line of more than ${shown(LIMITS.lineBytes)} bytes`;
    start = next + 1;
  }
  return null;
}

/** 1048576 → `1,048,576`, in every locale. */
export function shown(count: number): string {
  const digits = String(count);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(end - 3, 0), end));
  return groups.join(",");
}
