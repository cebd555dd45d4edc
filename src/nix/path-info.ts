import type { Nix } from "./nix.ts";

/** What the store knows of one path. */
export interface PathInfo {
  /** Full store paths, ascending; a path may refer to itself. */
  references: string[];
  /** Bytes of its archive. */
  narSize: number;
  /** As Nix prints it; the notation differs between versions. */
  narHash: string;
}

/** The closure of store paths that are there, by path. Throws NixError for one that is not. */
export function referenceGraph(nix: Nix, paths: readonly string[]): Promise<Map<string, PathInfo>> {
  return Promise.reject(new Error(`${nix} ${paths.length}`));
}
