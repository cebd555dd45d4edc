import type { Bind, ServicePlan } from "./plan.ts";
import { DEFAULT_STRATEGY } from "../reference/strategies.ts";
import { mountLines } from "./mounts/render.ts";

type Rendered = Pick<ServicePlan, "binSh" | "inaccessible" | "binds"> & Partial<Pick<ServicePlan, "mounts">>;

/**
 * The text of a drop-in: with `read-only` mounts byte for byte as the reference writes it. `image` is the store path of what
 * `image` and `overlay` mount.
 */
export function renderDropIn(plan: Rendered, image: string | null = null): string {
  const { binSh, binds, mounts = DEFAULT_STRATEGY } = plan;
  const ofShell: Bind[] = binSh === null ? [] : [{ source: binSh, target: "/bin/sh" }];
  const { unit, shell, store } = mountLines(mounts, ofShell, binds, image);
  const lines = [...unit, "[Service]", ...shell, ...plan.inaccessible, ...store];
  return `${lines.join("\n")}\n`;
}
