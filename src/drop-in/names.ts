import { ServiceError, UsageError } from "../base/errors.ts";
import { LAYOUTS, MAX_FILE_NAME, type Layout } from "../reference/layout.ts";

/**
 * A service's name as the reference writes it into store path names and directories below /run/confinement:
 * `mkPathSafeName` of nixpkgs' systemd library.
 */
export function pathSafeName(name: string): string {
  return name.replace(/[@:\\]/g, "-").replace(/[[\]]/g, "");
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

/** Throws ServiceError for a name whose drop-in would lie outside the output directory or could not be written. */
export function checkServiceName(name: string, layout: Layout = "drop-in"): void {
  const problem = unsafeFileName(name, LAYOUTS[layout].entry);
  if (problem !== null) {
    throw new ServiceError(name, `the name ${problem}, so no drop-in can be written for it`, {
      hint: "rename the service, or switch its confinement off",
    });
  }
}

/** Throws UsageError for a host's name that cannot be the name of a directory or symlink. */
export function checkHostName(name: string): void {
  const problem = name.startsWith("-") ? "begins with a dash" : unsafeFileName(name, "");
  if (problem !== null) {
    throw new UsageError(
      `host ${JSON.stringify(name)}: the name ${problem}, so it cannot be a directory's name`,
      {
        hint: "rename the host in nixosConfigurations, or work on it alone",
      },
    );
  }
}

function utf8Length(text: string): number {
  return new TextEncoder().encode(text).length;
}
