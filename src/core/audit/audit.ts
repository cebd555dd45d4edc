import type { ServiceFacts } from "./facts.ts";
import type { Finding, Rule } from "./finding.ts";
import { bareCommands } from "./rules/commands.ts";
import { conflicts } from "./rules/conflicts.ts";
import { shells, startUp, tools, wideBinds } from "./rules/exposure.ts";
import { danglingLinks, linkFolders, timeZone } from "./rules/links.ts";
import { bindLines, byHand, packageEntries, settingNames, shellSyntax } from "./rules/mistakes.ts";
import { environmentFiles, environmentPaths, hostPaths, optionPaths } from "./rules/paths.ts";
import { programs } from "./rules/programs.ts";

const RULES: readonly Rule[] = [
  bareCommands,
  environmentPaths,
  optionPaths,
  environmentFiles,
  programs,
  hostPaths,
  danglingLinks,
  linkFolders,
  timeZone,
  conflicts,
  settingNames,
  shellSyntax,
  packageEntries,
  byHand,
  bindLines,
  wideBinds,
  tools,
  shells,
  startUp,
];

/** All that the rules find in one service, by code. */
export function auditService(facts: ServiceFacts, more: readonly Rule[] = []): Finding[] {
  return [...RULES, ...more]
    .flatMap((rule) => rule(facts))
    .toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}
