import type { Json } from "../manifest/types.ts";
import type { FileFacts, StoreFiles } from "../programs/port.ts";
import { walk } from "../programs/walk.ts";
import { ownerOf } from "../store-path/store-path.ts";
import { readBinds, type Binds } from "../systemd/bind.ts";
import { booleanOf } from "../systemd/boolean.ts";
import { directoriesOf } from "../systemd/directories.ts";
import { stringsOf } from "../systemd/lines.ts";
import { temporaryFileSystems } from "../systemd/mounted.ts";
import { simplifyPath } from "../systemd/path.ts";
import { known, unknown, type Fact } from "./fact.ts";

/** What a service sees: systemd.exec(5), "Sandboxing". */
export interface View {
  /** Whether a path is shown in the chroot. Unknown where the host decides when the service starts. */
  shows(path: string): Fact<boolean>;
  /** Whether it may be shown: false only where it surely is not. */
  mayShow(path: string): boolean;
  /**
   * The file that a path means in the chroot, symlinks followed inside it; null: there is none. Unknown for what is not of the
   * store: nothing is known of the host's own files.
   */
  resolve(path: string): Fact<string | null>;
  /** The files of the store as the chroot shows them, by their paths in it; null for what is not of the store. */
  files: StoreFiles;
  binds: Binds["binds"];
  /** What the unit wants to bind, and systemd ignores. */
  ignored: Binds["ignored"];
}

/** What a view is made of. */
export interface ViewGiven {
  name: string;
  mode: string;
  binSh: string | null;
  config: Record<string, Json>;
  /** The store paths in the chroot. */
  inside: readonly string[];
  storeDir: string;
  /** The files of the store. */
  files: StoreFiles;
}

/** Parts of the host's /run that are never in a chroot unless they are bound. */
const NEVER = ["/run/current-system", "/run/booted-system", "/run/wrappers"];

const AT_RUN_TIME = "only a run shows what is there";

/** A directory of which nothing else is known. */
export const DIRECTORY: FileFacts = { kind: "directory", size: 0, mode: 0o755, target: null };

export function viewOf(given: ViewGiven): View {
  const { config, files, storeDir, binSh, name } = given;
  const { binds, ignored } = readBinds(config, name);
  const certain = new Set<string>([...given.inside, ...ownPlaces(given)]);
  const sources = new Map(binds.map((bind) => [bind.target, bind]));
  // The longest target above a path is what is mounted there.
  const bindAbove = (path: string) => {
    for (const at of upwards(path)) {
      if (certain.has(at)) return null;
      const bind = sources.get(at);
      if (bind !== undefined) return { bind, rest: path.slice(at === "/" ? 0 : at.length) };
    }
    return null;
  };
  const covered = (path: string) => [...upwards(path)].some((at) => certain.has(at));

  const shows = (path: string): Fact<boolean> => {
    const clean = simplifyPath(path);
    if (clean === "/bin/sh" && binSh !== null) return known(true);
    const above = bindAbove(clean);
    if (above !== null) {
      const { bind, rest } = above;
      if (ownerOf(bind.source, storeDir) === null)
        return bind.optional || rest !== ""
          ? unknown(clean, `${bind.source} is the host's own: ${AT_RUN_TIME}`)
          : known(true);
      return known(true);
    }
    if (covered(clean)) return known(true);
    const isOfRun = clean === "/run" || clean.startsWith("/run/");
    if (!isOfRun || NEVER.some((each) => clean === each || clean.startsWith(`${each}/`))) return known(false);
    return unknown(clean, AT_RUN_TIME);
  };
  const mayShow = (path: string) => {
    const fact = shows(path);
    return !fact.known || fact.value;
  };

  /** Where a path of the chroot is in the store; null: it is not of the store. */
  const inStore = (path: string): string | null => {
    const above = bindAbove(path);
    const source = above === null ? path : `${above.bind.source}${above.rest}`;
    return ownerOf(source, storeDir) === null ? null : source;
  };
  const mounted = [storeDir, ...certain, ...sources.keys()];
  const isAbove = (path: string) => mounted.some((each) => each === path || each.startsWith(`${path}/`));
  const inside: StoreFiles = {
    stat(path) {
      if (path === "/bin/sh" && binSh !== null && !sources.has(path))
        return { kind: "link", size: binSh.length, mode: 0o777, target: binSh };
      const place = inStore(path);
      // Of the host's own files nothing is known but that they may be there.
      return place !== null ? files.stat(place) : mayShow(path) || isAbove(path) ? DIRECTORY : null;
    },
    list(path) {
      const place = inStore(path);
      return place === null ? null : files.list(place);
    },
    read(path, offset, length) {
      const place = inStore(path);
      return place === null ? null : files.read(place, offset, length);
    },
  };

  const resolve = (path: string): Fact<string | null> => {
    const walked = walk(path, inside, mayShow);
    const isOfStore = inStore(walked.path) !== null;
    if (walked.outcome === "found") return isOfStore ? known(walked.path) : unknown(walked.path, AT_RUN_TIME);
    const owner = ownerOf(walked.path, storeDir);
    return walked.outcome === "missing" && owner !== null && files.stat(owner) === null
      ? unknown(walked.path, "its package is not in the store here")
      : known(null);
  };
  return { shows, mayShow, resolve, files: inside, binds, ignored };
}

/** What systemd itself makes in the chroot, besides binds. */
function ownPlaces({ config, mode, name }: ViewGiven): string[] {
  const isFull = mode === "full-apivfs";
  const hasApi = booleanOf(config["MountAPIVFS"]) ?? isFull;
  const hasDev = hasApi || booleanOf(config["PrivateDevices"]) === true;
  const privateTmp =
    stringsOf(config["PrivateTmp"]).at(-1) === "disconnected" || booleanOf(config["PrivateTmp"]);
  const hasTmp = privateTmp ?? isFull;
  return [
    ...(hasApi ? ["/proc", "/sys"] : []),
    ...(hasDev ? ["/dev"] : []),
    ...(hasTmp === true ? ["/tmp", "/var/tmp"] : []),
    ...directoriesOf(config, name).flatMap(({ path, link }) => (link === null ? [path] : [path, link])),
    ...temporaryFileSystems(config, name).filter((path) => path !== "/"),
  ];
}

/** A path, and all that stand above it. */
function* upwards(path: string): Generator<string> {
  for (let at = path; at !== ""; at = at.slice(0, Math.max(at.lastIndexOf("/"), 0))) yield at;
  if (path !== "/") yield "/";
}
