import { readBinds, type Binds } from "../systemd/bind.ts";
import { directoriesOf } from "../systemd/directories.ts";
import { temporaryFileSystems } from "../systemd/mounted.ts";
import type { Json, Service } from "../manifest/types.ts";

/** What a service sees besides its closure. */
export interface View {
  /** Whether a path is shown in the chroot. */
  shows(path: string): boolean;
  binds: Binds["binds"];
  /** What the unit wants to bind, and systemd ignores. */
  ignored: Binds["ignored"];
}

/** The places that a confined service sees: systemd.exec(5), "Sandboxing". */
export function viewOf(
  service: Service,
  config: Record<string, Json>,
  inside: readonly string[],
  binSh: string | null,
): View {
  const { binds, ignored } = readBinds(config, service.name);
  const full = service.confinement.mode === "full-apivfs";
  const shown = new Set([
    ...inside,
    ...binds.map(({ target }) => target),
    ...(binSh === null ? [] : ["/bin/sh"]),
    ...(full ? ["/proc", "/dev", "/sys", "/tmp", "/var/tmp"] : []),
    // Made by systemd in the chroot or by the program itself.
    "/run",
    ...directoriesOf(config, service.name).flatMap(({ path, link }) =>
      link === null ? [path] : [path, link],
    ),
    ...temporaryFileSystems(config, service.name).filter((path) => path !== "/"),
  ]);
  return {
    binds,
    ignored,
    shows(path) {
      if (shown.has("/")) return true;
      for (let at = path; at !== ""; at = at.slice(0, Math.max(at.lastIndexOf("/"), 0)))
        if (shown.has(at)) return true;
      return false;
    },
  };
}
