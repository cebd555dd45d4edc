import { withoutEnd } from "../../../base/ends.ts";
import { nameOf, ownerOf } from "../../../store-path/store-path.ts";
import type { ServiceFacts } from "../../../service/facts.ts";
import { elfOf } from "../../../programs/elf.ts";
import { pagedReader } from "../../../programs/paged.ts";
import { programAt } from "../../../programs/program.ts";
import { walk } from "../../../programs/walk.ts";

/** Why a program cannot be started. */
export interface NotRunnable {
  /**
   * `stray`: a store path that is not in the chroot; `host`: a path of the host that is not bound; `bare`: a name that systemd does
   * not find in the chroot; `broken`: it cannot be started outside of the chroot either.
   */
  kind: "stray" | "host" | "bare" | "broken";
  /** The end of a sentence whose subject is the program. */
  problem: string;
  /** The store path that the chroot would need; null: that is not all. */
  lacks: string | null;
}

/** Made by NixOS when it starts, outside of every chroot: current-system, booted-system and the setuid wrappers. */
const OF_THE_SYSTEM = /^\/run\/(?:current-system|booted-system|wrappers)(?:\/|$)/;

/** Where no service makes programs of its own: a path here that is not bound is not there. */
const OF_THE_HOST = /^\/(?:usr|bin|sbin|lib|lib64|opt|home|root|etc|nix)(?:\/|$)/;

/** Whether the chroot shows a path. /run counts as shown, for a service may make files there; what NixOS keeps there is not. */
export function showsPath({ view }: Pick<ServiceFacts, "view">, path: string): boolean {
  if (!OF_THE_SYSTEM.test(path)) return view.shows(path);
  return view.binds.some(({ target }) => isBelow(path, target));
}

/** Why an absolute path cannot be started as a program in the chroot; null: it can, or it is not known. */
export function notRunnable(facts: ServiceFacts, path: string): NotRunnable | null {
  if (path.includes("%")) return null;
  if (!showsPath(facts, path)) {
    const owner = ownerOf(path, facts.storeDir);
    if (owner !== null) {
      const problem = `${nameOf(owner)} is not in the chroot`;
      return brokenAnywhere(facts, path) ?? { kind: "stray", problem, lacks: owner };
    }
    if (OF_THE_SYSTEM.test(path) || OF_THE_HOST.test(path))
      return { kind: "host", problem: "the path is not bound into the chroot", lacks: null };
    return null;
  }
  // What a bind puts in the place of a store path is not what the store has there.
  if (facts.view.binds.some(({ source, target }) => source !== target && isBelow(path, target))) return null;
  return brokenAnywhere(facts, path) ?? behindLinks(facts, path);
}

/** A program that is a symlink to what the chroot does not show. */
function behindLinks(facts: ServiceFacts, path: string): NotRunnable | null {
  const walked = walk(path, facts.files, (each) => showsPath(facts, each));
  const owner = walked.outcome === "outside" ? ownerOf(walked.path, facts.storeDir) : null;
  if (owner === null) return null;
  const problem = `it is a symlink to ${nameOf(owner)}, which is not in the chroot`;
  return { kind: "stray", problem, lacks: owner };
}

/** What is wrong with a program of the store itself; null for one that is not in the store of this machine. */
function brokenAnywhere(facts: ServiceFacts, path: string): NotRunnable | null {
  const { files, storeDir } = facts;
  const owner = ownerOf(path, storeDir);
  if (owner === null || files.stat(owner) === null) return null;
  const problem = problemOf(facts, path, nameOf(owner));
  return problem === null ? null : { kind: "broken", problem, lacks: null };
}

function problemOf(facts: ServiceFacts, path: string, owner: string): string | null {
  const { files, storeDir } = facts;
  const walked = walk(path, files);
  if (walked.outcome === "loop") return "its symlinks form a loop";
  if (walked.outcome !== "found") {
    // A symlink out of the store says nothing of the machine that the service will run on.
    if (ownerOf(walked.path, storeDir) === null) return null;
    return walked.links.length === 0 ? `${owner} has no such file` : "it is a dangling symlink";
  }
  if (ownerOf(walked.path, storeDir) === null) return null;
  const kind = files.stat(walked.path)?.kind;
  if (kind === "directory") return "it is a directory";
  const program = programAt(path, files);
  if (program === null) return null;
  if (!program.executable) return "it is not executable";
  if (program.kind === "other") return "it is neither a program nor a script that names its interpreter";
  const own = machineOf(facts);
  if (program.elf === null || own === null || isRunBy(own, program.elf.machine)) return null;
  return "it is built for another kind of processor";
}

/** What the processors of the first kind run as well: x86_64 i386, aarch64 arm. */
const ALSO: Record<number, number> = { 62: 3, 183: 40 };

const isRunBy = (host: number, machine: number) => machine === host || ALSO[host] === machine;

/** The machine that the host's own shell is built for; null where the chroot has none, or no compiled one. */
function machineOf({ plan, files }: ServiceFacts): number | null {
  if (plan.binSh === null) return null;
  const walked = walk(plan.binSh, files);
  const elf = walked.outcome === "found" ? elfOf(pagedReader(files, walked.path)) : null;
  return elf === null || "problem" in elf ? null : elf.machine;
}

function isBelow(path: string, folder: string): boolean {
  const above = withoutEnd(folder, "/");
  return path === above || path.startsWith(`${above}/`);
}
