import type { StoreFiles } from "./port.ts";

/** As in the kernel: more symlinks on one path end in ELOOP. */
const MAX_LINKS = 40;

/** Where the way along a path ends. */
export type Walked =
  | {
      outcome: "found";
      /** The place itself, with no symlink on the way to it. */
      path: string;
      /** The symlinks that were followed, in order. */
      links: string[];
    }
  | {
      /** `missing`: nothing is there; `outside`: it leads to where the chroot shows nothing; `loop`: cyclic symlinks. */
      outcome: "missing" | "outside" | "loop";
      /** The place where the way ends. */
      path: string;
      links: string[];
    };

/**
 * Follows an absolute path as a process would whose root shows only what `isInside` says: each symlink on the way, and what it leads
 * to, has to be inside itself. Directories that merely lie above something inside end as `outside`. Without `isInside`, everything is.
 */
export function walk(
  path: string,
  files: Pick<StoreFiles, "stat">,
  isInside: (path: string) => boolean = () => true,
): Walked {
  const links: string[] = [];
  const ahead = partsOf(path).toReversed();
  let at = "";
  for (let name = ahead.pop(); name !== undefined; name = ahead.pop()) {
    if (name === "..") {
      at = at.slice(0, Math.max(at.lastIndexOf("/"), 0));
      continue;
    }
    const next = `${at}/${name}`;
    const facts = isInside(next) ? files.stat(next) : DIRECTORY;
    if (facts?.kind === "link") {
      if (links.push(next) > MAX_LINKS) return { outcome: "loop", path: next, links };
      const target = facts.target ?? "";
      ahead.push(...partsOf(target).toReversed());
      if (target.startsWith("/")) at = "";
      continue;
    }
    if (facts === null || (facts.kind !== "directory" && ahead.length > 0)) {
      return { outcome: "missing", path: next, links };
    }
    at = next;
  }
  const end = at === "" ? "/" : at;
  return { outcome: isInside(end) ? "found" : "outside", path: end, links };
}

/** What is outside is treated as a directory: in a chroot only directories stand above what is bound. */
const DIRECTORY = { kind: "directory" } as const;

function partsOf(path: string): string[] {
  return path.split("/").filter((part) => part !== "" && part !== ".");
}
