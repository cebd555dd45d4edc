import { abbreviated } from "../../store-path/text.ts";
import { escapeLine } from "../../base/sanitize.ts";
import { rulesOfNixpkgs } from "../../reference/dialects.ts";
import { nameOf } from "../../store-path/store-path.ts";
import type { Explanation, Group, Setting } from "../../core/explain/groups.ts";
import type { Reason } from "../../core/explain/reasons.ts";
import { escapeLine } from "../../base/sanitize.ts";
import type { Definition } from "../../core/manifest/types.ts";
import { bytes } from "../../report/table.ts";

const MAX_TEXT = 70;

/** A service's chroot as a tree for people. */
export function explanationText(explanation: Explanation): string {
  const { service, mode, dialect, paths, groups, settings } = explanation;
  const lines = [
    `${service}: ${paths.length} store paths, ${bytes(explanation.bytes)} (${mode}, ${rulesOfNixpkgs(dialect)})`,
    ...groups.flatMap((group, index) => groupLines(group, index, explanation)),
    ...sharedLines(explanation),
    ...(settings === null
      ? ["settings are not in this manifest (make it with --depth full)"]
      : settingLines(settings)),
  ];
  return lines.map((line) => `${escapeLine(line)}\n`).join("");
}

function groupLines(group: Group, index: number, { paths }: Explanation): string[] {
  const { exclusive } = group;
  const own = bySize(paths.filter(({ sources }) => sources.length === 1 && sources[0] === index));
  return [
    `├─ ${group.option.join(".")}: ${shortened(group.text)}${placesText(group.places)}`,
    `│  brings ${group.paths} paths, ${bytes(group.bytes)}; alone ${exclusive.paths} paths, ${bytes(exclusive.bytes)}`,
    ...own.map((path) => `│  │ ${bytes(path.bytes).padStart(9)}  ${path.path}`),
  ];
}

/** Paths that more than one text brings in. */
function sharedLines({ paths, groups }: Explanation): string[] {
  const shared = bySize(paths.filter(({ sources }) => sources.length > 1));
  if (shared.length === 0) return [];
  const optionsOf = (sources: readonly number[]) => [
    ...new Set(sources.map((index) => groups[index]!.option.at(-1)!)),
  ];
  return [
    `├─ shared: ${shared.length} paths`,
    ...shared.map(({ path, bytes: size, sources }) => {
      return `│  │ ${bytes(size).padStart(9)}  ${path}  (${optionsOf(sources).join(", ")})`;
    }),
  ];
}

/** The largest first; their hashes, by which they come, say nothing to people. */
const bySize = (paths: Explanation["paths"]) =>
  paths.toSorted((a, b) => b.bytes - a.bytes || (nameOf(a.path) < nameOf(b.path) ? -1 : 1));

function settingLines(settings: readonly Setting[]): string[] {
  return [
    "└─ settings",
    ...settings.map(({ name, value, usual, overridden, places }) => {
      const instead = overridden ? `  (confinement sets ${JSON.stringify(usual)})` : "";
      return `   ${overridden ? "!" : " "} ${name} = ${JSON.stringify(value)}${instead}${overridden ? placesText(places) : ""}`;
    }),
  ];
}

/** Why one path is there, for people. */
export function reasonsText(path: string, reasons: readonly Reason[]): string {
  const lines = [path];
  for (const { option, text, places, chain } of reasons) {
    lines.push(`├─ ${option.join(".")}${placesText(places)}`, `│  ${shortened(text)}`);
    chain.forEach((link, depth) => lines.push(`│  ${"   ".repeat(depth)}└─ ${nameOf(link)}`));
  }
  return lines.map((line) => `${escapeLine(line)}\n`).join("");
}

const shortened = (text: string) => {
  const plain = abbreviated(text, "…-");
  return plain.length > MAX_TEXT ? `${plain.slice(0, MAX_TEXT)}…` : plain;
};

const placesText = (places: readonly Definition[]) =>
  places.length === 0
    ? ""
    : `  [${places.map(({ file, line }) => (line === 0 ? file : `${file}:${line}`)).join(", ")}]`;
