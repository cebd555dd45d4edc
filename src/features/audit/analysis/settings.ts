import { DIALECTS } from "../../../reference/dialects.ts";
import type { ServiceFacts } from "../../../core/audit/facts.ts";
import type { Json } from "../../../core/manifest/types.ts";

/** What systemd reads as true: systemd.syntax(7). */
export const isOn = (value: Json | undefined) =>
  [true, 1, "1", "yes", "y", "true", "t", "on"].includes(value as never);

/** Whether the host's nixpkgs refuses a setting, or breaks the chroot with it. */
export const refuses = ({ dialect }: ServiceFacts, name: string) => DIALECTS[dialect].refuses.includes(name);
