import type { ServiceFacts } from "./facts.ts";
import type { Finding, Rule } from "./finding.ts";
import { bareCommands } from "./rules/commands.ts";
import { conflicts, roots, shippedUnit } from "./rules/conflicts.ts";
import { interpreters, shells, startUp, tools, wideBinds } from "./rules/exposure.ts";
import { danglingLinks, linkFolders, locale, timeZone } from "./rules/links.ts";
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
  locale,
  roots,
  conflicts,
  shippedUnit,
  settingNames,
  shellSyntax,
  packageEntries,
  byHand,
  bindLines,
  wideBinds,
  tools,
  shells,
  interpreters,
  startUp,
];

/** All that the rules find in one service, by code; what several lines have in common is told once. */
export function auditService(facts: ServiceFacts, more: readonly Rule[] = []): Finding[] {
  const found = [...RULES, ...more].flatMap((rule) => rule(facts));
  return [...new Map(found.map((each) => [`${each.code} ${each.what}`, each])).values()].toSorted((a, b) =>
    a.code < b.code ? -1 : a.code > b.code ? 1 : 0,
  );
}
