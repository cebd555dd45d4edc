import { baseName } from "../base/paths.ts";
import { elfOf, type Elf } from "./elf.ts";
import { pagedReader } from "./paged.ts";
import type { StoreFiles } from "./port.ts";
import { placesFor, type Requester } from "./search.ts";
import { walk } from "./walk.ts";

/** A library that the dynamic loader will not find. */
interface MissingLibrary {
  name: string;
  /** The program or library that asks for it. */
  neededBy: string;
  /** The directories that would be looked into, in order. */
  searched: string[];
  /** The first of these places at which the library is, though not in the chroot; null: at none. */
  outside: string | null;
}

/** How a program and its libraries would be loaded. */
export interface LibraryReport {
  /** The dynamic loader; null for a static program, which asks for nothing. */
  interpreter: string | null;
  /** Whether the loader itself is where the process sees it. */
  interpreterFound: boolean;
  /** In the order in which they are found, by the path that is found. */
  loaded: string[];
  missing: MissingLibrary[];
  /** Files that are not valid ELF files: a part of a sentence for each. */
  problems: { path: string; problem: string }[];
}

/** What the search depends on besides the files. */
export interface LibraryWorld {
  files: StoreFiles;
  /** Whether a path is shown in the chroot. */
  isInside: (path: string) => boolean;
  /** The service's LD_LIBRARY_PATH, split at colons; set-user-ID programs would ignore it. */
  libraryPath?: readonly string[];
}

/** More libraries than any program has; a hostile set of files costs no more. */
const MAX_LOADED = 2000;

/** Places that are looked at for one program: a thousand libraries in a thousand directories each would take minutes. */
const MAX_PLACES = 200_000;

/**
 * Looks for the libraries of a program as ld.so(8) does: breadth first, RPATH of the requester and its loaders unless it has a RUNPATH,
 * LD_LIBRARY_PATH, RUNPATH, the loader's own directory (where glibc and musl of Nix have theirs). There is no ld.so.cache in a
 * chroot of store paths. What a program opens later, by dlopen, is not to be seen.
 */
export function resolveLibraries(program: string, world: LibraryWorld): LibraryReport {
  const report: LibraryReport = {
    interpreter: null,
    interpreterFound: false,
    loaded: [],
    missing: [],
    problems: [],
  };
  const start = load(program, world, report, null);
  if (start === null || start.elf.interpreter === null) return report;
  const loader = walk(start.elf.interpreter, world.files, world.isInside);
  report.interpreter = start.elf.interpreter;
  report.interpreterFound = loader.outcome === "found";
  // A loader outside searches where it always does: that other findings do not depend on this one.
  const standard = directoryOf(loader.outcome === "found" ? loader.path : start.elf.interpreter);
  const known = new Set([baseName(start.elf.interpreter)]);
  const queue = [start];
  let tried = 0;
  for (let requester = queue.shift(); requester !== undefined; requester = queue.shift()) {
    for (const name of requester.elf.needed) {
      if (known.has(name) || report.loaded.length >= MAX_LOADED) continue;
      known.add(name);
      const places = placesFor(name, requester, world.libraryPath ?? [], standard);
      tried += places.length;
      if (tried > MAX_PLACES) {
        const problem = `it asks for libraries in more than ${MAX_PLACES} places`;
        report.problems.push({ path: requester.path, problem });
        return report;
      }
      const found = find(name, places, requester, world, report);
      if (found === null) continue;
      if (found.elf.soname !== null) known.add(found.elf.soname);
      report.loaded.push(found.path);
      queue.push(found);
    }
  }
  return report;
}

function find(
  name: string,
  places: readonly string[],
  requester: Requester,
  world: LibraryWorld,
  report: LibraryReport,
): Requester | null {
  for (const place of places) {
    const walked = walk(place, world.files, world.isInside);
    if (walked.outcome !== "found" || world.files.stat(walked.path)?.kind !== "file") continue;
    const library = load(walked.path, world, report, requester);
    if (library !== null && sameMachine(library.elf, requester.elf))
      return { ...library, origin: directoryOf(place) };
  }
  const outside = places.find((place) => walk(place, world.files).outcome === "found") ?? null;
  const searched = name.includes("/") ? [] : [...new Set(places.map(directoryOf))];
  report.missing.push({ name, neededBy: requester.path, searched, outside });
  return null;
}

function load(
  path: string,
  { files }: LibraryWorld,
  { problems }: LibraryReport,
  loader: Requester | null,
): Requester | null {
  const walked = walk(path, files);
  const elf = walked.outcome === "found" ? elfOf(pagedReader(files, walked.path)) : null;
  if (elf === null) return null;
  if (!("problem" in elf)) return { path: walked.path, origin: directoryOf(walked.path), elf, loader };
  if (!problems.some((known) => known.path === walked.path)) {
    problems.push({ path: walked.path, problem: elf.problem });
  }
  return null;
}

function sameMachine(one: Elf, other: Elf): boolean {
  return one.bits === other.bits && one.endian === other.endian && one.machine === other.machine;
}

function directoryOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 1));
}
