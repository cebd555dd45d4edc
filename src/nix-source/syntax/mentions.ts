import type { Node } from "web-tree-sitter";
import { shown } from "../../programs/parse-limits.ts";
import { OverLimits } from "../over-limits.ts";
import { leavesOf } from "./leaves.ts";
import { attributesOf, bindingsOf, callOf, isSet, lastNameOf, nameOf } from "./syntax.ts";

/** `confinement` as a file writes it for one service; indexes are of the word itself. */
export interface Mention {
  /** Null: the name is computed. */
  service: string | null;
  /** Whether it stands below `systemd.services`, or only beside what services have. */
  context: "service" | "likely" | "service-config";
  /** `unknown`: it is computed whether it is switched on, or other sets are merged in. */
  enable: "true" | "false" | "absent" | "unknown";
  /** The other options that are set. */
  options: string[];
  from: number;
  to: number;
}

const WORD = "confinement";

/** More than any file has that somebody writes; each is looked at up to the top of the file. */
const MAX_MENTIONS = 1000;

/** What stands beside `confinement` in a set that is a service. */
const OF_SERVICES = new Set(
  "description script serviceConfig wantedBy after path environment preStart unitConfig requires".split(" "),
);

/** Names that stand for any service: a submodule that extends all of them, and the values of listToAttrs. */
const OF_FUNCTIONS = new Set(["config", "value"]);

/** Whether a text can have mentions at all: if not, it need not be parsed. */
export function mayMention(text: string | Buffer): boolean {
  return text.includes(WORD);
}

/** All places of a file where `confinement` is given to a service; declarations of options are none. */
export function mentionsIn(root: Node, text: string): Mention[] {
  const found: Mention[] = [];
  if (text.split(WORD).length - 1 > MAX_MENTIONS)
    throw new OverLimits(`it has the word ${WORD} more than ${shown(MAX_MENTIONS)} times`);
  for (let at = text.indexOf(WORD); at !== -1; at = text.indexOf(WORD, at + WORD.length)) {
    const word = root.descendantForIndex(at, at + WORD.length);
    const attribute = word?.type === "string_fragment" ? word.parent : word;
    const mention = attribute === null || nameOf(attribute) !== WORD ? null : mentionAt(attribute);
    if (mention !== null) found.push(mention);
  }
  return found;
}

function mentionAt(attribute: Node): Mention | null {
  const path = attribute.parent;
  const binding = path?.parent ?? null;
  const isInherited = path?.type === "inherited_attrs";
  if (binding === null || (binding.type !== "binding" && !isInherited)) return null;
  const own = isInherited ? [attribute] : attributesOf(binding);
  const at = own.findIndex((one) => one.id === attribute.id);
  const before = [...prefixOf(binding), ...own.slice(0, at).map(nameOf)];
  const context = contextOf(before, at === 0 ? binding.parent : null);
  if (context === null || before.includes("options")) return null;
  const written = isInherited
    ? { enable: "unknown" as const, options: [] }
    : settingsOf(own.slice(at + 1).map(nameOf), binding.childForFieldName("expression"));
  if (written === null) return null;
  const name = (context === "service-config" ? before.at(-2) : before.at(-1)) ?? null;
  const service = name === null || OF_FUNCTIONS.has(name) ? null : name;
  const enable = written.enable === "absent" && at === 0 && isJoined(binding) ? "unknown" : written.enable;
  return { ...written, service, context, enable, from: attribute.startIndex, to: attribute.endIndex };
}

/**
 * The names above a binding, through sets, calls, lists and conditions, up to the file's own set. Null stands for what is no name of a
 * service: a computed one, the argument of a function that makes services, a variable.
 */
function prefixOf(binding: Node): (string | null)[] {
  const names: (string | null)[] = [];
  for (let node = binding.parent; node !== null; node = node.parent) {
    if (node.type === "binding") names.unshift(...attributesOf(node).map(nameOf));
    else if (node.type === "function_expression" && makesSets(node)) names.unshift(null);
    else if (node.type === "let_expression" && !isBody(node, binding)) return [null, ...names.slice(1)];
  }
  return names;
}

/** Not a module, which is the file itself or a call's result. Of a function with several arguments only the outermost counts. */
function makesSets(node: Node): boolean {
  let outer = node.parent;
  while (outer?.type === "parenthesized_expression") outer = outer.parent;
  return outer?.type === "apply_expression" || outer?.type === "binding";
}

/** Whether the service's set is merged with one that is computed, which may enable it. */
function isJoined(binding: Node): boolean {
  let outer = binding.parent;
  while (outer !== null && outer.type !== "binding") outer = outer.parent;
  const value = outer?.childForFieldName("expression") ?? null;
  return value !== null && leavesOf(value).some(({ node }) => !isSet(node));
}

function isBody(scope: Node, inner: Node): boolean {
  const body = scope.childForFieldName("body");
  return body !== null && inner.startIndex >= body.startIndex;
}

function contextOf(before: readonly (string | null)[], siblings: Node | null): Mention["context"] | null {
  if (before.at(-1) === "serviceConfig") return "service-config";
  if (before.at(-3) === "systemd" && before.at(-2) === "services") return "service";
  const others = siblings?.childrenForFieldName("binding") ?? [];
  const names = others.map((binding) => nameOf(attributesOf(binding)[0] ?? binding));
  return names.some((name) => name !== null && OF_SERVICES.has(name)) ? "likely" : null;
}

type Settings = Pick<Mention, "enable" | "options">;

/** Null for the declaration of an option of that name. */
function settingsOf(below: readonly (string | null)[], value: Node | null): Settings | null {
  const [name] = below;
  if (value === null || isDeclaration(value)) return null;
  if (below.length > 0) {
    if (name === "enable") return { enable: switched(value), options: [] };
    const isNamed = typeof name === "string";
    return { enable: isNamed ? "absent" : "unknown", options: isNamed ? [name] : [] };
  }
  const settings: Settings = { enable: "absent", options: [] };
  for (const { node, certain } of leavesOf(value)) {
    if (!isSet(node)) settings.enable = "unknown";
    for (const binding of isSet(node) ? bindingsOf(node) : []) {
      const inherited = binding.childForFieldName("attrs")?.childrenForFieldName("attr") ?? [];
      const names = [...attributesOf(binding).slice(0, 1), ...inherited].map(nameOf);
      const set = binding.childForFieldName("expression");
      if (binding.type === "binding" && set !== null && isDeclaration(set)) return null;
      settings.options.push(...(names.filter((one) => one !== null && one !== "enable") as string[]));
      if (names.includes(null)) settings.enable = "unknown";
      if (names.includes("enable")) {
        settings.enable = binding.type === "binding" && set !== null && certain ? switched(set) : "unknown";
      }
    }
  }
  return settings;
}

function switched(value: Node): Mention["enable"] {
  const [leaf, ...more] = leavesOf(value);
  const name = leaf === undefined || more.length > 0 || !leaf.certain ? null : lastNameOf(leaf.node);
  return name === "true" || name === "false" ? name : "unknown";
}

function isDeclaration(value: Node): boolean {
  return /^mk(?:Option|EnableOption|PackageOption)$/.test(callOf(value)?.name ?? "");
}
