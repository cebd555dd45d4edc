import type { Json } from "../base/json.ts";
import { listOf } from "./lines.ts";
import { problemOfPath, simplifyPath } from "./path.ts";
import { withSpecifiers } from "./specifiers.ts";
import { splitWords, wordAt } from "./words.ts";

/** Where `TemporaryFileSystem=` mounts: `PATH[:OPTIONS] …`. An empty line takes back those before it. */
export function temporaryFileSystems(settings: Record<string, Json>, service: string): string[] {
  return listOf(settings["TemporaryFileSystem"])
    .flatMap(splitWords)
    .flatMap((word) => {
      // Escapes are read a second time here, quotes are not (systemd 252).
      const part = wordAt(word, 0, { escapes: "plain", quotes: false, separators: ":", eachEnds: true });
      if (part === null || part === "invalid") return [];
      const path = withSpecifiers(part.text, service);
      return problemOfPath(path) === null ? [simplifyPath(path)] : [];
    });
}
