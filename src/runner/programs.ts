import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { UsageError } from "../base/errors.ts";

/** A program on PATH. Throws UsageError that names the package which provides it. */
export function requireProgram(name: string, debianPackage: string): string {
  for (const directory of (process.env["PATH"] ?? "").split(delimiter)) {
    const file = join(directory, name);
    if (directory !== "" && isExecutable(file)) return file;
  }
  throw new UsageError(`${name} is not on PATH`, {
    hint: `nix shell nixpkgs#${debianPackage.replace(/-static$/, "")}, or the package ${debianPackage} of Debian and Ubuntu`,
  });
}

/** A busybox that needs no library, and so runs in any chroot. Throws UsageError. */
export function staticBusybox(): string {
  const file = requireProgram("busybox", "busybox-static");
  // Only a program that needs a loader names one.
  if (/\/ld-[\w.-]*\.so/.test(readFileSync(file, "latin1")))
    throw new UsageError(`${file} is linked to libraries that a chroot does not have`, {
      hint: "put a static one first on PATH: nix shell nixpkgs#pkgsStatic.busybox, or the package busybox-static of Debian",
    });
  return file;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
