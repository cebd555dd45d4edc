import { DIALECTS } from "../../../reference/dialects.ts";
import type { Unit } from "../../../service/unit.ts";

/** Whether the host's nixpkgs refuses a setting, or breaks the chroot with it. */
export const refuses = ({ dialect }: Unit, name: string) => DIALECTS[dialect].refuses.includes(name);
