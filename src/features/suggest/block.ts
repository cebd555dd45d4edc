import { assignmentsOf, type Edit, type Subject } from "../../diagnostics/edit.ts";
import { nixName, nixPath } from "../../base/nix-text.ts";

/** An edit, and what it is for. */
export interface Reasoned {
  edit: Edit;
  reasons: readonly string[];
}

/** What stands behind one option. */
interface Option {
  reasons: Set<string>;
  value: string | null;
  lists: Set<string>;
  elements: Set<string>;
}

/** What a module may have to be handed, and how its use looks. */
const ARGUMENTS: readonly [name: string, use: RegExp][] = [
  ["config", /\bconfig\./],
  ["lib", /\blib\./],
  ["pkgs", /\bpkgs\./],
];

/**
 * A service's options as a Nix attribute, to be pasted into a module. `enable` is the text of its value; null: it is on already.
 * What the attribute's expressions need stands in its first line.
 */
export function blockOf(subject: Subject, enable: string | null, edits: readonly Reasoned[]): string[] {
  const groups = new Map<string, Map<string, Option>>();
  const optionAt = ([group, name]: readonly string[]) => {
    const options = groups.get(group!) ?? new Map<string, Option>();
    groups.set(group!, options);
    const option = options.get(name!) ?? {
      reasons: new Set(),
      value: null,
      lists: new Set(),
      elements: new Set(),
    };
    options.set(name!, option);
    return option;
  };
  if (enable !== null) optionAt(["confinement", "enable"]).value = enable;
  for (const { edit, reasons } of edits) {
    for (const { option, kind, value } of assignmentsOf(edit, subject)) {
      const found = optionAt(option);
      reasons.forEach((reason) => found.reasons.add(reason));
      if (kind === "value") found.value = value;
      else (kind === "list" ? found.lists : found.elements).add(value);
    }
  }
  const path = ["systemd", "services", subject.name];
  const [only, ...others] = groups;
  const lines =
    only === undefined
      ? []
      : others.length === 0
        ? setOf([...path, only[0]], only[1])
        : [
            `${nixPath(path)} = {`,
            ...[...groups].flatMap(([name, options]) => indented(setOf([name], options))),
            "};",
          ];
  const code = lines.filter(isCode).join("\n");
  const needed = ARGUMENTS.flatMap(([name, use]) => (use.test(code) ? [name] : []));
  return needed.length === 0
    ? lines
    : [`# in a module with the arguments { ${needed.join(", ")}, ... }:`, ...lines];
}

const isCode = (line: string) => !line.trimStart().startsWith("#");

function setOf(path: readonly string[], options: ReadonlyMap<string, Option>): string[] {
  const all = [...options].flatMap(([name, option]) => linesOf(nixName(name), option));
  const [single] = all;
  if (single !== undefined && all.length === 1) return [`${nixPath(path)}.${single}`];
  return [`${nixPath(path)} = {`, ...indented(all), "};"];
}

function linesOf(name: string, { reasons, value, lists, elements }: Option): string[] {
  return [
    ...[...reasons].map((reason) => `# ${oneLine(reason)}`),
    ...valueOf(name, value, [...lists], [...elements]),
  ];
}

/** A line longer than this is broken up. */
const WIDTH = 90;

function valueOf(name: string, value: string | null, lists: string[], elements: string[]): string[] {
  if (value !== null) return [`${name} = ${value};`];
  const list = elements.length === 0 ? [] : [`[ ${elements.join(" ")} ]`];
  const line = `${name} = ${[...lists, ...list].join(" ++ ")};`;
  if (line.length <= WIDTH) return [line];
  const broken = ["[", ...indented(elements), "]"];
  if (lists.length === 0) return [`${name} = [`, ...broken.slice(1, -1), "];"];
  const [first, ...more] = lists;
  return [
    `${name} =`,
    ...indented([first!, ...more.map((each) => `++ ${each}`)]),
    ...(elements.length === 0 ? [] : indented(["++ [", ...broken.slice(1)])),
  ].map((each, index, all) => (index === all.length - 1 ? `${each};` : each));
}

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);

/** A comment of Nix ends with its line. */
const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ");
