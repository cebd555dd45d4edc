/** What the reference writes: a whole unit file, or a drop-in for one. */
export type Layout = "unit-file" | "drop-in";

/** NAME_MAX of Linux file systems, in bytes. */
export const MAX_FILE_NAME = 255;

/**
 * Where a layout puts its file, below `lib/systemd/system`: `NAME` and `entry` are the name of one directory entry, which limits
 * the service's name (a unit file may have a name two bytes longer); `file` is the rest.
 */
export const LAYOUTS: Readonly<Record<Layout, { entry: string; file: string }>> = {
  "unit-file": { entry: ".service", file: "" },
  "drop-in": { entry: ".service.d", file: "/confinement.conf" },
};

/** The path of a service's file, relative to the output. */
export function dropInPath(name: string, { layout }: { layout: Layout }): string {
  const { entry, file } = LAYOUTS[layout];
  return `lib/systemd/system/${name}${entry}${file}`;
}
