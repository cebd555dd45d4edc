/** Paths as text, with slashes; nothing is looked up. */

/** What stands behind the last slash: the whole text where there is none, "" where it is the last character. */
export const baseName = (path: string): string => path.slice(path.lastIndexOf("/") + 1);

/** What stands before the last slash: "" for `/a` and for a text without one. */
export const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf("/"), 0));

/** Whether a path is `directory` itself, or below it. A `directory` of `/` holds all absolute paths. */
export const isBelow = (path: string, directory: string): boolean =>
  path === directory || path.startsWith(directory.endsWith("/") ? directory : `${directory}/`);
