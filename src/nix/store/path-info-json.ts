import { NixError } from "../errors/errors.ts";

/** What the store knows of one path. */
export interface PathInfo {
  /** Full store paths, ascending; a path may refer to itself. */
  references: string[];
  /** Bytes of its archive. */
  narSize: number;
  /** Such as `sha256-…`; the notation differs between versions of Nix. */
  narHash: string;
}

type Fields = Record<string, unknown>;

/**
 * Reads what `nix path-info --json` prints, in any of its shapes: a list of `{ path, … }` (up to 2.18), a set by path (2.19 and
 * later), or `{ info, storeDir, version }` whose paths lack the store's directory (format 2, from 2.33). Throws NixError.
 */
export function decodePathInfo(json: unknown): Map<string, PathInfo> {
  if (Array.isArray(json))
    return new Map(json.map((entry, i) => decodeListed(fieldsOf(entry, `/${i}`), `/${i}`)));
  const top = fieldsOf(json, "");
  const isNested = typeof top["info"] === "object" && "version" in top;
  const storeDir = isNested ? text(top["storeDir"], "/storeDir") : "";
  const entries = Object.entries(isNested ? fieldsOf(top["info"], "/info") : top);
  return new Map(
    entries.map(([path, entry]) => [inStore(path, storeDir), decodeInfo(entry, storeDir, `/${path}`)]),
  );
}

function decodeListed(entry: Fields, pointer: string): [string, PathInfo] {
  return [text(entry["path"], `${pointer}/path`), decodeInfo(entry, "", pointer)];
}

function decodeInfo(value: unknown, storeDir: string, pointer: string): PathInfo {
  // A path that is not in the store is null, or has no more than `valid: false`.
  if (value === null || (typeof value === "object" && "valid" in value && value.valid === false))
    fail(pointer, "a path of the store", value);
  const { references, narSize, narHash } = fieldsOf(value, pointer);
  if (!Array.isArray(references)) fail(`${pointer}/references`, "a list", references);
  const size = typeof narSize === "number" && Number.isSafeInteger(narSize) && narSize >= 0 ? narSize : null;
  if (size === null) fail(`${pointer}/narSize`, "a number from 0", narSize);
  return {
    references: references
      .map((path, i) => inStore(text(path, `${pointer}/references/${i}`), storeDir))
      .toSorted(),
    narSize: size,
    narHash: text(narHash, `${pointer}/narHash`),
  };
}

/** Base names are given with the store's directory in a field of its own. */
function inStore(path: string, storeDir: string): string {
  return path.startsWith("/") ? path : `${storeDir}/${path}`;
}

function fieldsOf(value: unknown, pointer: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) fail(pointer, "an object", value);
  return value as Fields;
}

function text(value: unknown, pointer: string): string {
  if (typeof value !== "string" || value === "") fail(pointer, "a string", value);
  return value;
}

function fail(pointer: string, expected: string, found: unknown): never {
  const got = (JSON.stringify(found) ?? "nothing").slice(0, 80);
  throw new NixError(`nix path-info ${pointer || "/"}: expected ${expected}, got ${got}`);
}
