import { spawnSync } from "node:child_process";
import { closure } from "./host.ts";
import { staticBusybox } from "./requirements.ts";

/** What probe.nix prints as `store` where it sees exactly these store paths. */
export function storeNames(paths: readonly string[]): string {
  return paths
    .map((path) => path.slice("/nix/store/".length))
    .toSorted()
    .join(" ");
}

/** What probe.nix prints as `contents` where it sees exactly these store paths, with all that is in them. */
export function contentsOf(paths: readonly string[]): string {
  const busybox = staticBusybox()!;
  const names = paths.map((path) => `./${path.slice("/nix/store/".length)}`).join(" ");
  const script = `
    b=${busybox}
    cd /nix/store
    { $b find ${names} -type f | LC_ALL=C $b sort | $b xargs $b md5sum
      $b find ${names} -type l | LC_ALL=C $b sort | while read -r link; do echo "$link $($b readlink "$link")"; done
    } | $b md5sum`;
  return spawnSync(busybox, ["sh", "-c", script], { encoding: "utf8" }).stdout.trim();
}

/** The store paths of the units that run probe.nix: its closure, and what else is asked for. */
export function probePaths(units: Readonly<Record<string, string>>, extra: readonly string[] = []): string[] {
  const text = Object.values(units).join("\n");
  const probe = /\/nix\/store\/[0-9a-z]{32}-probe/.exec(text)![0];
  return [...new Set([probe, ...extra].flatMap(closure))].toSorted();
}
