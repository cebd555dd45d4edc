import type { Bind, ServicePlan } from "./plan.ts";

/** The text of a drop-in, byte for byte as the reference writes it. */
export function renderDropIn(plan: Pick<ServicePlan, "binSh" | "inaccessible" | "binds">): string {
  const shell: Bind[] = plan.binSh === null ? [] : [{ source: plan.binSh, target: "/bin/sh" }];
  const lines = ["[Service]", ...shell.map(bindLine), ...plan.inaccessible, ...plan.binds.map(bindLine)];
  return `${lines.join("\n")}\n`;
}

function bindLine({ source, target }: Bind): string {
  return `BindReadOnlyPaths=${source === null ? target : `${source}:${target}`}`;
}
