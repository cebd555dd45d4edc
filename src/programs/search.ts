import type { Elf } from "./elf.ts";
import { withoutEnd } from "../base/ends.ts";

/** A program or library that asks for others. */
export interface Requester {
  path: string;
  /** What `$ORIGIN` means in it. */
  origin: string;
  elf: Elf;
  /** What made it be loaded; null for the program. */
  loader: Requester | null;
}

/** The paths that ld.so(8) tries for a DT_NEEDED name, in order; `standard` is the loader's own directory. */
export function placesFor(
  name: string,
  requester: Requester,
  libraryPath: readonly string[],
  standard: string,
): string[] {
  // A name with a slash is a path, and a relative one starts from wherever the service does.
  if (name.includes("/")) return name.startsWith("/") ? [name] : [];
  const { runpath } = requester.elf;
  const directories = [
    ...(runpath.length > 0 ? [] : inherited(requester)),
    ...libraryPath,
    ...runpath.flatMap((directory) => expand(directory, requester)),
    standard,
  ];
  return [...new Set(directories.filter((directory) => directory.startsWith("/")))].map(
    (directory) => `${withoutEnd(directory, "/")}/${name}`,
  );
}

/** RPATH holds for all that is loaded below, except of those that have a RUNPATH. */
function inherited(requester: Requester): string[] {
  const directories: string[] = [];
  for (let one: Requester | null = requester; one !== null; one = one.loader) {
    const at: Requester = one;
    if (at.elf.runpath.length === 0)
      directories.push(...at.elf.rpath.flatMap((directory) => expand(directory, at)));
  }
  return directories;
}

/** `$LIB` is `lib64` or `lib` by how glibc was built, so both are tried; `$PLATFORM` depends on the processor: left out. */
function expand(directory: string, { origin }: Requester): string[] {
  const named = directory.replaceAll(/\$(?:ORIGIN\b|\{ORIGIN\})/g, () => origin);
  if (/\$(?:PLATFORM\b|\{PLATFORM\})/.test(named)) return [];
  if (!/\$(?:LIB\b|\{LIB\})/.test(named)) return [named];
  return ["lib", "lib64"].map((lib) => named.replaceAll(/\$(?:LIB\b|\{LIB\})/g, lib));
}
