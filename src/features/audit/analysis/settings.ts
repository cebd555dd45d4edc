import type { ServiceFacts } from "../../../core/audit/facts.ts";
import type { Json } from "../../../core/manifest/types.ts";

/** What systemd reads as true: systemd.syntax(7). */
export const isOn = (value: Json | undefined) =>
  [true, 1, "1", "yes", "y", "true", "t", "on"].includes(value as never);

/** Whether the root is one directory of the host that all services share, as nixpkgs had it before 2024. */
export const hasSharedRoot = ({ dialect }: ServiceFacts) => dialect === "2019" || dialect === "2022";
