import type { StoreFiles } from "../../../src/programs/port.ts";

/** `"-> target"` for a link, bytes or text for a file; directories come by themselves. */
export type Tree = Record<string, Uint8Array | string>;

/** A file system in memory. */
export function memoryFiles(tree: Tree, modes: Record<string, number> = {}): StoreFiles {
  const under = (path: string) => Object.keys(tree).filter((entry) => entry.startsWith(`${path}/`));
  const linkAt = (path: string) => {
    const entry = tree[path];
    return typeof entry === "string" && entry.startsWith("-> ") ? entry.slice(3) : null;
  };
  return {
    stat(path) {
      const entry = tree[path];
      if (entry === undefined) {
        return path === "/" || under(path).length > 0
          ? { kind: "directory", size: 0, mode: 0o555, target: null }
          : null;
      }
      const target = linkAt(path);
      const kind = target === null ? "file" : "link";
      return { kind, size: entry.length, mode: modes[path] ?? 0o444, target };
    },
    list(path) {
      const names = under(path).map((entry) => entry.slice(path.length + 1).split("/")[0]!);
      return names.length === 0 ? null : [...new Set(names)].toSorted();
    },
    read(path, offset, length) {
      const target = linkAt(path);
      if (target !== null) return this.read(target, offset, length);
      const entry = tree[path];
      if (entry === undefined) return null;
      const bytes = typeof entry === "string" ? new TextEncoder().encode(entry) : entry;
      return bytes.subarray(offset, offset + length);
    },
  };
}
