/** What is at a path itself: a symlink is not followed. */
export interface FileFacts {
  kind: "file" | "directory" | "link" | "other";
  /** In bytes; of a symlink, the length of its target. */
  size: number;
  /** The permission bits with setuid (0o4000), setgid (0o2000) and sticky, as `chmod` writes them. */
  mode: number;
  /** The target of a symlink, as written; null for all else. */
  target: string | null;
}

/**
 * The file system as far as rules look at it, all by absolute path. Nothing of it throws for a path that is missing or closed
 * to us: the answer is null then.
 */
export interface StoreFiles {
  stat(path: string): FileFacts | null;
  /** The names in a directory, ascending by code unit; symlinks to directories are followed. */
  list(path: string): readonly string[] | null;
  /** At most `length` bytes from `offset` on, fewer at the end of the file; symlinks are followed. Null for what is not a file. */
  read(path: string, offset: number, length: number): Uint8Array | null;
}
