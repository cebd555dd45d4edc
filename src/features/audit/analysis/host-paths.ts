import { parentOf } from "../../../base/paths.ts";
import { withoutEnd } from "../../../base/ends.ts";
import { ownerOf } from "../../../store-path/store-path.ts";
import type { Unit } from "../../../service/unit.ts";
import { DIRECTORIES, DIRECTORY_OPTIONS, directoriesOf } from "../../../systemd/directories.ts";
import { parseBoolean } from "../../../systemd/boolean.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { manual, unsafe, type Proposal } from "../../../diagnostics/fix.ts";

/** Below these a program sees what the host has there; elsewhere it may make the path itself. */
const OF_THE_HOST = /^\/(?:etc|usr|home|root|opt|srv|mnt|media|bin|sbin|lib|lib64|var)(?:\/|$)/;

/** What other services and NixOS put in /run, where a service may make files of its own. */
const OF_OTHERS =
  /^(?:\/var)?\/run\/(?:secrets(?:\.d|-for-users)?|agenix(?:\.d)?|keys|wrappers|current-system|booted-system|opengl-driver|postgresql|mysqld|redis[\w-]*|memcached|dbus|nscd|avahi-daemon|podman|docker|containerd|libvirt|user|docker\.sock)(?:\/|$)/;

/** Shown in full by the mode with API file systems, and not at all without them. */
const API = /^\/(?:proc|sys|dev|tmp|var\/tmp)(?:\/|$)/;

/** Whether a path is one of the host that the chroot does not show; devices are left to `isAbsentDevice`. */
export function isMissingHostPath(facts: Unit, path: string): boolean {
  if (ownerOf(path, facts.storeDir) !== null || /[%$]/.test(path) || isShown(facts, path)) return false;
  if (OF_THE_HOST.test(path) || OF_OTHERS.test(path)) return !(API.test(path) && facts.view.mayShow(path));
  if (/^\/(?:var\/)?tmp(?:\/|$)/.test(path)) return isSharedTmp(facts) || !facts.view.mayShow(path);
  return API.test(path) && !facts.view.mayShow(path);
}

/** With PrivateTmp off, systemd puts nothing at /tmp of the chroot. */
const isSharedTmp = ({ config }: Unit) =>
  stringsOf(config["PrivateTmp"]).some((line) => parseBoolean(line) === false);

/** Devices that PrivateDevices leaves: systemd.exec(5). */
const KEPT =
  /^\/dev\/?(?:$|(?:null|zero|full|random|urandom|tty|ptmx|console|fd|stdin|stdout|stderr|core|pts|shm|mqueue|hugepages)(?:\/|$))/;

/** Whether a path is a device, or a socket below /dev, that a service with PrivateDevices does not see. */
export function isAbsentDevice(facts: Unit, path: string): boolean {
  const isPrivate = stringsOf(facts.config["PrivateDevices"]).some((line) => parseBoolean(line) === true);
  return (
    isPrivate && path.startsWith("/dev/") && !KEPT.test(path) && !/[%$*?]/.test(path) && !isShown(facts, path)
  );
}

/** Whether a bind, or a directory that systemd makes, shows a path, or something in it. */
function isShown({ view, config, name }: Unit, path: string): boolean {
  const plain = (withoutEnd(path, "/") || "/").replace(/^\/var\/run(?=\/|$)/, "/run");
  const shown = [
    ...view.binds.map(({ target }) => target),
    ...directoriesOf(config, name).flatMap((each) =>
      each.link === null ? [each.path] : [each.path, each.link],
    ),
  ].map((target) => withoutEnd(target, "/") || "/");
  if (shown.some((target) => target === "/" || plain === target || plain.startsWith(`${target}/`)))
    return true;
  return !API.test(plain) && !plain.startsWith("/run") && view.mayShow(plain);
}

/** systemd makes the directories that a service keeps its data in, and gives them to the service's user. */
export function fixForHostPath(path: string, { isWritten = false, isFile = false } = {}): Proposal {
  for (const option of DIRECTORY_OPTIONS) {
    const { base } = DIRECTORIES[option];
    const [name = ""] = path.startsWith(`${base}/`) ? path.slice(base.length + 1).split("/") : [];
    const isOwn = option !== "ConfigurationDirectory" && option !== "RuntimeDirectory";
    // A file directly in /var/log has no directory that systemd could make.
    const isDirect = path.length === base.length + 1 + name.length;
    if (isOwn && name !== "" && !(isDirect && (isFile || /.\.\w+$/.test(name))))
      return unsafe({ kind: "directory", option, name });
  }
  if (API.test(path)) return fixForApi(path);
  if (!isWritten && !path.startsWith("/var/log/")) return unsafe({ kind: "bind", bind: path });
  // What is written may not be there yet. Of a whole /etc or /srv, a person decides.
  const directory = parentOf(path);
  return directory.lastIndexOf("/") <= 0
    ? manual("bind its directory with BindPaths", `serviceConfig.BindPaths = [ "…" ];`)
    : unsafe({ kind: "bind", bind: directory, writable: true });
}

function fixForApi(path: string): Proposal {
  if (/^\/(?:var\/)?tmp/.test(path))
    return unsafe({ kind: "setting", name: "PrivateTmp", value: true, force: true });
  return unsafe({ kind: "confinement", name: "mode", value: "full-apivfs" });
}
