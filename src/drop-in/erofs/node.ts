/** One file of an image, before it has a place in it. All belong to root and carry Nix's time stamp, 1. */
export type ImageNode = Directory | Link | File;

export interface Directory {
  kind: "directory";
  entries: ReadonlyMap<string, ImageNode>;
  /** Extended attributes below `trusted.`, such as `overlay.redirect`. */
  trusted?: Readonly<Record<string, string>>;
}

interface Link {
  kind: "link";
  target: string;
}

interface File {
  kind: "file";
  executable: boolean;
  /** In bytes. */
  size: number;
  /** The content itself, or what the writer finds it by. */
  content: Uint8Array | { source: string };
}

export function directory(
  entries: Iterable<readonly [string, ImageNode]>,
  trusted?: Readonly<Record<string, string>>,
): Directory {
  const node = { kind: "directory" as const, entries: new Map(entries) };
  return trusted === undefined ? node : { ...node, trusted };
}
