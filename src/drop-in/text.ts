/** What a drop-in says, read back from its text. */
export interface DropInText {
  /** The program bound to /bin/sh; null: none. */
  binSh: string | null;
  /** The store paths in the chroot, in the order of their lines. */
  paths: string[];
}

/** Reads a drop-in that was written by the reference or by `renderDropIn`; other lines are left alone. */
export function readDropIn(text: string): DropInText {
  const dropIn: DropInText = { binSh: null, paths: [] };
  for (const line of text.split("\n")) {
    const bind = /^BindReadOnlyPaths=(?:([^:]*):)?([^:]+)$/.exec(line);
    if (bind === null) continue;
    const [, source, target = ""] = bind;
    if (target === "/bin/sh") dropIn.binSh = source ?? null;
    else dropIn.paths.push(target);
  }
  return dropIn;
}
