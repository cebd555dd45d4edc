import { DIALECTS } from "../../../reference/dialects.ts";
import type { ServiceFacts } from "../../../service/facts.ts";

/** Whether the host's nixpkgs refuses a setting, or breaks the chroot with it. */
export const refuses = ({ dialect }: ServiceFacts, name: string) => DIALECTS[dialect].refuses.includes(name);
