import { HASH, NAME } from "../store-path/store-path.ts";
/**
 * Where `generate` writes, relative to its output: a unit file (rules of 2019) or a drop-in, perhaps in a directory per host. A
 * service's name may be any file name.
 */
const FILE = /^(?:[^/]+\/)?lib\/systemd\/system\/[^/]+\.service(?:\.d\/confinement\.conf)?$/;

/** The directories on the way there; one at the top may be a host's. */
const DIRECTORY = /^[^/]+$|^(?:[^/]+\/)?lib(?:\/systemd(?:\/system(?:\/[^/]+\.service\.d)?)?)?$/;

/** Whether a directory at this path of an output may be one that `generate` made. */
export function isDirectoryOfOurs(path: string): boolean {
  return DIRECTORY.test(path);
}

/** Whether a file at this path of an output may be one that `generate` wrote. */
export function isFileOfOurs(path: string): boolean {
  return FILE.test(path);
}

const ASSERT = "AssertPathIsReadWrite=!/";

/**
 * Whether a text is one that `generate` writes, in any dialect and with any mounts: only the settings that `renderDropIn` knows, in its
 * order, store paths of one store, each once and ascending. What only a build writes (`image`, `overlay`) is not recognised.
 * `text` holds a character for each byte (latin1), since the target of a symlink need not be UTF-8.
 */
export function isTextOfOurs(text: string): boolean {
  const lines = text.split("\n");
  const next = (wanted: (line: string) => boolean) =>
    lines[0] !== undefined && wanted(lines[0]) ? lines.shift() : undefined;
  const is = (word: string) => (line: string) => line === word;
  const isGuarded = next(is("[Unit]")) !== undefined;
  if (isGuarded && (!next((line) => line.startsWith(ASSERT)) || next(is("")) === undefined)) return false;
  if (next(is("[Service]")) === undefined || lines.pop() !== "") return false;
  const setting = isGuarded ? "BindPaths=" : "BindReadOnlyPaths=";
  next((line) => line.startsWith(`${setting}/`) && line.endsWith(":/bin/sh"));
  if (next(is("InaccessiblePaths=-+/tmp")) && !next(is("InaccessiblePaths=-+/var/tmp"))) return false;
  return areBinds(lines, setting);
}

const STORE_NAME = new RegExp(`^${HASH}-${NAME}$`);

/** Binds of store paths, as `BindReadOnlyPaths=SOURCE:PATH`; without a source that of a dangling symlink, or the path itself. */
function areBinds(lines: readonly string[], setting: string): boolean {
  let [store, last] = ["", ""];
  return lines.every((line) => {
    const value = line.slice(setting.length);
    const target = value.slice(value.lastIndexOf(":") + 1);
    const source = value.slice(0, value.length - target.length);
    const directory = target.slice(0, target.lastIndexOf("/"));
    const name = target.slice(directory.length + 1);
    const isBind =
      line.startsWith(setting) &&
      (source === "" || source === ":" || source.startsWith("/")) &&
      (store === "" ? /^\/\S*$/.test(directory) : directory === store) &&
      STORE_NAME.test(name) &&
      name > last;
    [store, last] = [directory, name];
    return isBind;
  });
}
