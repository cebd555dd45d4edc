import { createHash } from "node:crypto";
import { join } from "node:path";
import { cacheDirectory, readCacheFile, writeCacheFile } from "../fs/cache-file.ts";
import type { Mention } from "./syntax/mentions.ts";

/** Raised whenever mentions are read in another way, which invalidates older caches. */
const FORMAT = 1;

/** What was read from files, by the hash of their content; it lives as long as the files stay as they are. */
export interface Cache {
  get(hash: string): Mention[] | undefined;
  keep(hash: string, mentions: Mention[]): void;
  /** Writes what was kept, and forgets all else. A cache that cannot be written is not a failure. */
  save(): void;
}

/** The cache of one directory, below XDG_CACHE_HOME. One that cannot be read, or is of another grammar, is empty. */
export function cacheOf(directory: string, grammar: string, environment = process.env): Cache {
  const path = join(cacheDirectory(environment), "sources", `${contentHash(directory)}.json`);
  const version = `${FORMAT} ${grammar}`;
  const before = read(path, version);
  const now = new Map<string, Mention[]>();
  return {
    get: (hash) => before.get(hash),
    keep: (hash, mentions) => void now.set(hash, mentions),
    save() {
      const isSame =
        now.size === before.size && [...now].every(([hash, mentions]) => before.get(hash) === mentions);
      if (!isSame) writeCacheFile(path, { version, files: Object.fromEntries(now) });
    },
  };
}

/** What a content is known by. */
export function contentHash(content: Buffer | string): string {
  return createHash("sha256").update(content).digest("base64url");
}

function read(path: string, version: string): Map<string, Mention[]> {
  const stored = readCacheFile(path);
  if (typeof stored !== "object" || stored === null || !("version" in stored) || !("files" in stored))
    return new Map();
  if (stored.version !== version || typeof stored.files !== "object" || stored.files === null)
    return new Map();
  return new Map(
    Object.entries(stored.files).filter(([, value]) => Array.isArray(value) && value.every(isMention)),
  );
}

function isMention(value: unknown): value is Mention {
  if (typeof value !== "object" || value === null) return false;
  const { service, context, enable, options, from, to } = value as Record<string, unknown>;
  const isKnown = CONTEXTS.includes(context as never) && ENABLES.includes(enable as never);
  const isName = service === null || typeof service === "string";
  const isList = Array.isArray(options) && options.every((option) => typeof option === "string");
  const isPlace = Number.isSafeInteger(from) && Number.isSafeInteger(to) && Number(from) >= 0;
  return isKnown && isName && isList && isPlace;
}

const CONTEXTS: readonly Mention["context"][] = ["service", "likely", "service-config"];
const ENABLES: readonly Mention["enable"][] = ["true", "false", "absent", "unknown"];
