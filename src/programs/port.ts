/** What stands under a path itself: a link is not followed. */
export interface FileFacts {
  kind: "file" | "directory" | "link" | "other";
  /** In bytes; of a link, the length of its text. */
  size: number;
  /** The permission bits with setuid (0o4000), setgid (0o2000) and sticky, as `chmod` writes them. */
  mode: number;
  /** The text of a link, as it is written; null for all else. */
  target: string | null;
}

/**
 * The file system as far as rules look at it, all by absolute path. Nothing of it throws for a path that is missing or closed
 * to us: the answer is null then.
 */
export interface StoreFiles {
  stat(path: string): FileFacts | null;
  /** The names in a directory, ascending by code unit; links to directories are followed. */
  list(path: string): readonly string[] | null;
  /** At most `length` bytes from `offset` on, fewer at the end of the file; links are followed. Null for what is no file. */
  read(path: string, offset: number, length: number): Uint8Array | null;
}
