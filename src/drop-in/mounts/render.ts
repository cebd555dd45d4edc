import type { MountStrategy } from "../../reference/strategies.ts";
import type { Bind } from "../plan.ts";
import { escapeBindPath } from "../../systemd/bind.ts";
import { overlayPlace } from "./overlay.ts";
import { storeDirOf } from "../../store-path/store-path.ts";

/** The lines of a drop-in that mount things: of the section [Unit], the bind of the shell, and the store paths. */
interface MountLines {
  unit: string[];
  shell: string[];
  store: string[];
}

type Render = (shell: readonly Bind[], binds: readonly Bind[], image: string | null) => MountLines;

const RENDER: Record<MountStrategy, Render> = {
  "read-only": (shell, binds) => ({ unit: [], shell: shell.map(asIs), store: binds.map(asIs) }),
  inherit: (shell, binds) => {
    const lines = (list: readonly Bind[]) => list.map((bind) => `BindPaths=${escaped(bind)}`);
    return {
      unit: guard(storeDirOf(binds.map(({ target }) => target))),
      shell: lines(shell),
      store: lines(binds),
    };
  },
  image: (shell, binds, image) => ({
    unit: [],
    shell: shell.map(readOnly),
    store: [`MountImages=${required(image, "image")}:${storeDirOf(binds.map(({ target }) => target))}`],
  }),
  overlay: (shell, binds, image) => {
    const { store, view } = overlayPlace(required(image, "overlay"));
    return {
      unit: ["[Unit]", `RequiresMountsFor=${store}`, ""],
      shell: shell.map(readOnly),
      store: [`BindReadOnlyPaths=${view}:${storeDirOf(binds.map(({ target }) => target))}`],
    };
  },
};

/** How a strategy writes its mounts; `image` is the store path of what it mounts. Throws TypeError where one is needed and null. */
export function mountLines(
  mounts: MountStrategy,
  shell: readonly Bind[],
  binds: readonly Bind[],
  image: string | null,
): MountLines {
  return RENDER[mounts](shell, binds, image);
}

function required(image: string | null, mounts: MountStrategy): string {
  if (image === null) throw new TypeError(`${mounts} needs an image`);
  return image;
}

/** Looked at when the unit starts, by one statvfs(): on a writable store the start fails (systemd.unit(5)). */
const guard = (storeDir: string) => ["[Unit]", `AssertPathIsReadWrite=!${storeDir}`, ""];

function asIs({ source, target }: Bind): string {
  return `BindReadOnlyPaths=${source === null ? target : `${source}:${target}`}`;
}

const readOnly = (bind: Bind) => `BindReadOnlyPaths=${escaped(bind)}`;

/** A dangling symlink binds itself, which is what systemd makes of an empty source. */
function escaped({ source, target }: Bind): string {
  return source === null || source === "" ? target : `${escapeBindPath(source)}:${target}`;
}
