import { baseName, parentOf } from "../base/paths.ts";
import type { StoreFiles } from "../programs/port.ts";
import { walk } from "../programs/walk.ts";
import { ownerOf } from "../store-path/store-path.ts";
import { DIRECTORY } from "./view.ts";

/**
 * The files of the store alone. Of the machine that audits nothing else is seen, not even through a symlink of the store that leads out
 * of it: another machine may have another file there.
 */
export function ofStore(files: StoreFiles, storeDir: string): StoreFiles {
  const isOfStore = (path: string) => ownerOf(path, storeDir) !== null;
  const places = new Map<string, string | null>();
  /** The path without symlinks; null: it leaves the store, or nothing is there. */
  const placeOf = (path: string): string | null => {
    const known = places.get(path);
    if (known !== undefined) return known;
    const walked = isOfStore(path) ? walk(path, files, isOfStore) : null;
    const place = walked?.outcome === "found" ? walked.path : null;
    places.set(path, place);
    return place;
  };
  /** The path itself, which may be a symlink; symlinks on the way to it are followed. */
  const entryAt = (path: string): string | null => {
    const [directory, name] = [parentOf(path), baseName(path)];
    if (directory === storeDir) return path;
    if (["", ".", ".."].includes(name)) return placeOf(path);
    const place = placeOf(directory);
    return place === null ? null : `${place}/${name}`;
  };
  return {
    stat(path) {
      if (!isOfStore(path)) return storeDir === path || storeDir.startsWith(`${path}/`) ? DIRECTORY : null;
      const entry = entryAt(path);
      return entry === null ? null : files.stat(entry);
    },
    list(path) {
      const place = placeOf(path);
      return place === null ? null : files.list(place);
    },
    read(path, offset, length) {
      const place = placeOf(path);
      return place === null ? null : files.read(place, offset, length);
    },
  };
}
