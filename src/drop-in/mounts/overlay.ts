import { hashPart } from "../../store-path/store-path.ts";
import { baseName } from "../../base/paths.ts";
import { mountUnitName } from "../../systemd/unit-name.ts";

/** Where the names and the view of a service are mounted, distinguished by the hash of the image that holds the names. */
export interface OverlayPlace {
  names: string;
  store: string;
  /** What is bound over /nix/store in the chroot. */
  view: string;
}

const PARENT = "/run/confined-units";

export function overlayPlace(image: string): OverlayPlace {
  const place = `${PARENT}/${hashPart(image) ?? baseName(image)}`;
  return { names: `${place}/names`, store: `${place}/store`, view: `${place}/store/view` };
}

/**
 * The two mount units of an `overlay` service. The names are an image of empty directories, each with a redirect to the store path
 * of its name; overlayfs puts the store's content behind them (Linux, Documentation/filesystems/overlayfs.rst, "Redirects").
 * Without a writable layer it is read-only. Both go when no unit needs them any more.
 */
export function overlayUnits(image: string, storeDir: string): { path: string; content: string }[] {
  const { names, store } = overlayPlace(image);
  const unit = (where: string, after: string, lines: readonly string[]) => ({
    path: `lib/systemd/system/${mountUnitName(where)}`,
    content: [
      "[Unit]",
      "Description=Store paths of a confined service",
      `RequiresMountsFor=${after}`,
      "StopWhenUnneeded=yes",
      // A service that is started often is rate-limited itself, not by what it mounts.
      "StartLimitIntervalSec=0",
      "",
      "[Mount]",
      `Where=${where}`,
      ...lines,
      "",
    ].join("\n"),
  });
  return [
    unit(names, storeDir, [`What=${image}`, "Type=erofs", "Options=ro,loop"]),
    unit(store, names, [
      "What=overlay",
      "Type=overlay",
      `Options=ro,lowerdir=${names}:${storeDir},redirect_dir=follow`,
    ]),
  ];
}
