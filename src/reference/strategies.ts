/**
 * How the store paths of a chroot are mounted (docs/explanation/mount-strategies.md). All give the same view.
 *  - `read-only`: a read-only bind for each, as nixpkgs does;
 *  - `inherit`: a bind for each, read-only because the store itself is mounted so;
 *  - `image`: one file system image that holds copies of them;
 *  - `overlay`: one mount of the store itself, in which only they have names.
 */
export const MOUNTS = ["read-only", "inherit", "image", "overlay"] as const;
export type MountStrategy = (typeof MOUNTS)[number];

/** Whether the drop-in needs an image that is built beside it. */
export function needsImage(mounts: MountStrategy): boolean {
  return mounts === "image" || mounts === "overlay";
}
