import type { Unit } from "../../service/unit.ts";
import type { SourceMistake } from "../../manifest/target.ts";
import { inFiles as notEnabled } from "./rules/CU301-confinement-not-enabled.ts";
import { inFiles as inServiceConfig } from "./rules/CU302-confinement-in-service-config.ts";
import { RULES, type AuditFinding } from "./rules/index.ts";

/** All that the rules find in one service, each finding once, ascending by code. */
export const auditService = (facts: Unit): AuditFinding[] => RULES.check(facts);

/** What is written in Nix files and has no effect, in their order; an evaluated host does not show it. */
export const auditFiles = (mistakes: readonly SourceMistake[]): AuditFinding[] =>
  mistakes.flatMap((mistake): AuditFinding[] => [...notEnabled([mistake]), ...inServiceConfig([mistake])]);
