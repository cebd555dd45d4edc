import { bindsOf, type BindLine } from "../../systemd/bind.ts";
import { stringsOf } from "../../systemd/lines.ts";
import type { Json, Service } from "../manifest/types.ts";

/** What a service sees besides its closure. */
export interface View {
  /** Whether a path is shown in the chroot. */
  shows(path: string): boolean;
  binds: BindLine[];
}

/** Where systemd makes the folders that these settings name. */
export const FOLDERS: Record<string, string> = {
  RuntimeDirectory: "/run",
  StateDirectory: "/var/lib",
  CacheDirectory: "/var/cache",
  LogsDirectory: "/var/log",
  ConfigurationDirectory: "/etc",
};

/** The places that a confined service sees: systemd.exec(5), "Sandboxing". */
export function viewOf(
  service: Service,
  config: Record<string, Json>,
  inside: readonly string[],
  binSh: string | null,
): View {
  const binds = bindsOf(config);
  const full = service.confinement.mode === "full-apivfs";
  const shown = new Set([
    ...inside,
    ...binds.map(({ target }) => target),
    ...(binSh === null ? [] : ["/bin/sh"]),
    ...(full ? ["/proc", "/dev", "/sys", "/tmp", "/var/tmp"] : []),
    // Made by systemd in the chroot or by the program itself.
    "/run",
    ...Object.entries(FOLDERS).flatMap(([option, base]) =>
      stringsOf(config[option]).flatMap((text) =>
        text.split(/\s+/).map((name) => `${base}/${name.split(":")[0]}`),
      ),
    ),
    ...stringsOf(config["TemporaryFileSystem"])
      .map((text) => text.split(":")[0]!)
      .filter((path) => path !== "/"),
  ]);
  return {
    binds,
    shows(path) {
      if (shown.has("/")) return true;
      for (let at = path; at !== ""; at = at.slice(0, Math.max(at.lastIndexOf("/"), 0)))
        if (shown.has(at)) return true;
      return false;
    },
  };
}
