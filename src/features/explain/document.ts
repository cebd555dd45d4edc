import { rulesOfNixpkgs } from "../../reference/dialects.ts";
import { abbreviated } from "../../store-path/text.ts";
import { nameOf } from "../../store-path/store-path.ts";
import type { Explanation, Group, Setting } from "./groups.ts";
import type { Reason, Reasons } from "./reasons.ts";
import type { Definition } from "../../manifest/types.ts";
import { lines, type Document } from "../../report/document.ts";
import type { HostsJson } from "../../report/json-types.ts";
import { styled, type Line } from "../../report/spans.ts";
import { bytes } from "../../report/table.ts";

const MAX_TEXT = 70;

/** What `explain SERVICE --json` prints; several entries of a host where several services are meant. */
export type ExplainJson = HostsJson<Explanation>;

/** What `explain SERVICE PATH --json` prints. */
export type ExplainPathJson = HostsJson<Reasons>;

/** A service's chroot as a tree. */
export function explanationDocument(explanation: Explanation): Document<Explanation> {
  const { service, mode, dialect, paths, groups, settings } = explanation;
  return {
    data: explanation,
    blocks: [
      lines(
        [
          styled("title", service),
          `: ${paths.length} store paths, ${bytes(explanation.bytes)} (${mode}, ${rulesOfNixpkgs(dialect)})`,
        ],
        ...groups.flatMap((group, index) => groupLines(group, index, explanation)).map(plain),
        ...sharedLines(explanation).map(plain),
        ...(settings === null
          ? [["settings are not in this manifest (make it with --depth full)"]]
          : settingLines(settings)),
      ),
    ],
  };
}

const plain = (text: string): Line => [text];

function groupLines(group: Group, index: number, { paths }: Explanation): string[] {
  const { exclusive } = group;
  const own = bySize(paths.filter(({ sources }) => sources.length === 1 && sources[0] === index));
  return [
    `├─ ${group.option.join(".")}: ${shortened(group.text)}${placesText(group.places)}`,
    `│  adds ${group.paths} paths, ${bytes(group.bytes)}; exclusively ${exclusive.paths} paths, ${bytes(exclusive.bytes)}`,
    ...own.map((path) => `│  │ ${bytes(path.bytes).padStart(9)}  ${path.path}`),
  ];
}

/** Paths that more than one text adds. */
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

function settingLines(settings: readonly Setting[]): Line[] {
  return [
    ["└─ settings"],
    ...settings.map(({ name, value, usual, overridden, places }): Line => {
      if (!overridden) return [`     ${name} = ${JSON.stringify(value)}`];
      const instead = `  (confinement sets ${JSON.stringify(usual)})`;
      return [
        "   ",
        styled("warning", "!"),
        ` ${name} = ${JSON.stringify(value)}${instead}${placesText(places)}`,
      ];
    }),
  ];
}

export const reasonsDocument = (value: Reasons): Document<Reasons> => ({
  data: value,
  blocks: value.paths.map(({ path, reasons }, index) =>
    lines(...(index === 0 ? [] : [[]]), [styled("title", path)], ...reasons.flatMap(reasonLines).map(plain)),
  ),
});

function reasonLines({ option, text, places, chain }: Reason): string[] {
  return [
    `├─ ${option.join(".")}${placesText(places)}`,
    `│  ${shortened(text)}`,
    ...chain.map((link, depth) => `│  ${"   ".repeat(depth)}└─ ${nameOf(link)}`),
  ];
}

const shortened = (text: string) => {
  const short = abbreviated(text, "…-");
  return short.length > MAX_TEXT ? `${short.slice(0, MAX_TEXT)}…` : short;
};

const placesText = (places: readonly Definition[]) =>
  places.length === 0
    ? ""
    : `  [${places.map(({ file, line }) => (line === 0 ? file : `${file}:${line}`)).join(", ")}]`;
