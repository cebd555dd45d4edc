import { storeDirOf } from "../store-path/store-path.ts";
import { escapeBindPath } from "../systemd/bind.ts";
import { overlayPlace } from "./mounts/overlay.ts";
import type { Bind, ServicePlan } from "./plan.ts";

type Rendered = Pick<ServicePlan, "binSh" | "inaccessible" | "binds"> & Partial<Pick<ServicePlan, "mounts">>;

/**
 * The text of a drop-in: with `read-only` mounts byte for byte as the reference writes it. `image` is the store path of what
 * `image` and `overlay` mount.
 */
export function renderDropIn(plan: Rendered, image: string | null = null): string {
  const { unit, shell, store } = partsOf(plan, image);
  const lines = [...unit, "[Service]", ...shell, ...plan.inaccessible, ...store];
  return `${lines.join("\n")}\n`;
}

function partsOf({ binSh, binds, mounts = "read-only" }: Rendered, image: string | null) {
  const shell: Bind[] = binSh === null ? [] : [{ source: binSh, target: "/bin/sh" }];
  if (mounts === "read-only") return { unit: [], shell: shell.map(asIs), store: binds.map(asIs) };
  const storeDir = storeDirOf(binds.map(({ target }) => target));
  if (mounts === "inherit") {
    const lines = (list: readonly Bind[]) => list.map((bind) => `BindPaths=${escaped(bind)}`);
    return { unit: guard(storeDir), shell: lines(shell), store: lines(binds) };
  }
  if (image === null) throw new TypeError(`${mounts} needs an image`);
  const escapedShell = shell.map((bind) => `BindReadOnlyPaths=${escaped(bind)}`);
  if (mounts === "image")
    return { unit: [], shell: escapedShell, store: [`MountImages=${image}:${storeDir}`] };
  const { store, view } = overlayPlace(image);
  return {
    unit: ["[Unit]", `RequiresMountsFor=${store}`, ""],
    shell: escapedShell,
    store: [`BindReadOnlyPaths=${view}:${storeDir}`],
  };
}

/** Looked at when the unit starts, by one statvfs(): on a writable store the start fails (systemd.unit(5)). */
const guard = (storeDir: string) => ["[Unit]", `AssertPathIsReadWrite=!${storeDir}`, ""];

function asIs({ source, target }: Bind): string {
  return `BindReadOnlyPaths=${source === null ? target : `${source}:${target}`}`;
}

/** A link that leads nowhere binds itself, which is what systemd makes of an empty source. */
function escaped({ source, target }: Bind): string {
  return source === null || source === "" ? target : `${escapeBindPath(source)}:${target}`;
}
