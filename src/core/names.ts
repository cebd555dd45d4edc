import type { Dialect } from "../reference/rules.ts";
import type { Layout } from "../reference/script.ts";
import { ServiceError, UsageError } from "./errors.ts";

/** NAME_MAX of Linux file systems, in bytes. */
const MAX_FILE_NAME = 255;

/**
 * A service's name as the reference writes it into store path names and directories below /run/confinement:
 * `mkPathSafeName` of nixpkgs' systemd library.
 */
export function pathSafeName(name: string): string {
  return name.replace(/[@:\\]/g, "-").replace(/[[\]]/g, "");
}

/** Where a confined service's root directory is, by dialect; null: in the store, another one for each (2019). */
export function rootOf(dialect: Dialect, { pathSafeName: name }: { pathSafeName: string }): string | null {
  if (dialect === "2019") return null;
  if (dialect === "2022") return "/var/empty";
  return dialect === "2024" ? `/run/confinement/${name}` : "/run/confinement/%n";
}

/** What makes a name unfit to be one file name inside the output, or null. */
function unsafeFileName(name: string, suffix: string): string | null {
  if (name === "") return "is empty";
  if (name === "." || name === "..") return "names a directory";
  if (name.includes("/")) return "contains a slash";
  if (/\p{Cc}/u.test(name)) return "contains a control character";
  if (/\p{Cs}/u.test(name)) return "is not valid Unicode";
  const bytes = utf8Length(name + suffix);
  if (bytes > MAX_FILE_NAME)
    return `gives a file name of ${bytes} bytes, where ${MAX_FILE_NAME} are the most`;
  return null;
}

/**
 * Throws ServiceError for a name whose drop-in would lie outside the output folder or could not be written. A unit file
 * (2019) may have a name two bytes longer than the folder of a drop-in.
 */
export function checkServiceName(name: string, layout: Layout = "drop-in"): void {
  const problem = unsafeFileName(name, layout === "unit-file" ? ".service" : ".service.d");
  if (problem !== null) {
    throw new ServiceError(name, `the name ${problem}, so no drop-in can be written for it`, {
      hint: "rename the service, or switch its confinement off",
    });
  }
}

/** Throws UsageError for a host's name that cannot be a folder's or a link's name. */
export function checkHostName(name: string): void {
  const problem = name.startsWith("-") ? "begins with a dash" : unsafeFileName(name, "");
  if (problem !== null) {
    throw new UsageError(
      `host ${JSON.stringify(name)}: the name ${problem}, so it cannot be a folder's name`,
      {
        hint: "rename the host in nixosConfigurations, or work on it alone",
      },
    );
  }
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
