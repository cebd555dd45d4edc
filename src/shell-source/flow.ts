import type { Node } from "web-tree-sitter";
import type { Condition } from "../programs/shell.ts";
import { askedBy, chosenItem, negated, type Asked, type Variables } from "./conditions.ts";

/** What is known of a part of a script before it runs. */
export interface Flow {
  /** Loops, branches and early ends on the way to it: 0 is the straight path, {@link NEVER} what nothing reaches. */
  doubt: number;
  /** The conditions on the way that the environment or the files of the service answer. */
  when: readonly Condition[];
  /** Whether `set -e` ends the shell where it fails. */
  errexit: boolean;
  /** Whether its status is that of the whole script. */
  last: boolean;
  /** Whether it is a condition, or stands before `||`. */
  guarded: boolean;
  /** The function whose body it stands in. */
  inFunction: string | null;
}

/** More doubts than any script has. */
export const NEVER = 1000;

/** The doubt of a branch whose condition only a run answers. */
export const UNKNOWN = 2;

/** Conditions on one way; a part behind more of them is as good as unknown. */
const MAX_CONDITIONS = 20;

/** The flow of a script's own lines. */
export const START: Flow = {
  doubt: 0,
  when: [],
  errexit: true,
  last: true,
  guarded: false,
  inFunction: null,
};

/** What the flow of a child depends on besides its parents. */
export interface FlowWorld extends Variables {
  /** Whether `set -o pipefail` holds here. */
  pipefail: boolean;
  /** Whether a failure with this flow fails the script. */
  matters: (flow: Flow) => boolean;
  /** The statements that may end what they stand in, by id: `[ -e a ] || exit`. */
  mayEnd: ReadonlySet<number>;
}

const lost = (flow: Flow): Flow => ({ ...flow, errexit: false, last: false });
const doubted = (flow: Flow, by = 1): Flow => ({ ...flow, doubt: Math.min(flow.doubt + by, NEVER) });

/** The flow where a condition holds. */
export function behind(flow: Flow, asked: Asked): Flow {
  if (asked === null || flow.when.length >= MAX_CONDITIONS) return doubted(flow, UNKNOWN);
  if (typeof asked === "boolean") return asked ? flow : doubted(flow, NEVER);
  return { ...flow, when: [...flow.when, asked] };
}

/** The flows of a node's children, in their order. */
export function flowsOf(node: Node, children: readonly Node[], flow: Flow, world: FlowWorld): Flow[] {
  switch (node.type) {
    case "program":
    case "compound_statement":
    case "do_group":
    case "subshell":
    case "else_clause":
    case "case_item":
      return sequence(node, children, flow, world);
    case "command_substitution":
      // bash does not hand errexit on to it.
      return sequence(node, children, { ...flow, errexit: false, last: world.matters(flow) }, world);
    case "if_statement":
    case "elif_clause":
    case "while_statement":
      return branches(node, children, flow, world);
    case "for_statement":
    case "c_style_for_statement": {
      const runs = node.type === "for_statement" && hasRound(node);
      return children.map((child) =>
        child.type === "do_group" || child.type === "compound_statement"
          ? doubted(flow, runs ? 0 : 1)
          : lost(flow),
      );
    }
    case "case_statement":
      return cases(node, children, flow, world);
    case "function_definition": {
      const inFunction = node.childForFieldName("name")?.text ?? "";
      return children.map(() => ({ ...START, inFunction }));
    }
    case "list":
      return list(node, children, flow, world);
    case "pipeline":
      return children.map((_, index) =>
        index === children.length - 1 || world.pipefail ? flow : lost(flow),
      );
    case "negated_command":
      return children.map(() => ({ ...lost(flow), guarded: true }));
    case "command":
    case "declaration_command":
    case "test_command":
      return children.map((child) => (child.type === "file_redirect" ? flow : lost(flow)));
    case "heredoc_body":
    case "process_substitution":
      return children.map(() => lost(flow));
    default:
      return children.map(() => flow);
  }
}

function sequence(node: Node, children: readonly Node[], flow: Flow, world: FlowWorld): Flow[] {
  const background = backgroundOf(node);
  const last = children.findLastIndex((child) => !NO_STATEMENT.has(child.type));
  let way = flow;
  return children.map((child, index) => {
    const own = { ...way, last: flow.last && index === last };
    if (isEnd(child)) way = doubted(way, NEVER);
    else if (world.mayEnd.has(child.id)) way = pastEnd(child, way, world);
    return background.has(child.id) ? lost(own) : own;
  });
}

/** Behind a statement that may end what it stands in: `[ -e /x ] || exit` is passed where the condition holds. */
function pastEnd(node: Node, flow: Flow, world: FlowWorld): Flow {
  const [first, end] = node.type === "list" ? node.namedChildren : [];
  if (first === undefined || end === undefined || !isEnd(end)) return doubted(flow);
  const asked = askedBy(first, world);
  if (asked === null) return doubted(flow);
  return behind(flow, isOr(node) ? asked : negated(asked));
}

const isOr = (node: Node) => node.children.some((one) => one.type === "||");

const NO_STATEMENT = new Set(["comment", "function_definition", "heredoc_body"]);

/** The statements with an `&` behind them. */
function backgroundOf(node: Node): Set<number> {
  const found = new Set<number>();
  let before: Node | null = null;
  for (const child of node.children) {
    if (child.type === "&" && before !== null) found.add(before.id);
    before = child;
  }
  return found;
}

/** Nothing behind it runs: `exit`, `return`, and `exec` with a program. */
function isEnd(node: Node): boolean {
  if (node.type === "redirected_statement") return isEnd(node.namedChildren[0]!);
  if (node.type !== "command") return false;
  const name = node.childForFieldName("name")?.text ?? "";
  if (name === "exec") return node.childForFieldName("argument") !== null;
  return ["exit", "return", "break", "continue"].includes(name);
}

function branches(node: Node, children: readonly Node[], flow: Flow, world: FlowWorld): Flow[] {
  const isLoop = node.type === "while_statement";
  const body = node.children.findIndex((one) => one.type === "then" || one.type === "do_group");
  const head = new Set(node.children.slice(0, Math.max(body, 0)).map(({ id }) => id));
  const condition = children.find(({ id }) => head.has(id));
  const asked = condition === undefined ? null : askedBy(condition, world);
  const inside = children.filter(({ id, type }) => !head.has(id) && !CLAUSES.has(type));
  const entered = isLoop && asked !== true ? doubted(flow) : isLoop ? flow : behind(flow, asked);
  const flows = isLoop ? inside.map(() => entered) : sequence(node, inside, entered, world);
  const byId = new Map(inside.map(({ id }, index) => [id, flows[index]!]));
  let otherwise = flow;
  return children.map((child) => {
    if (head.has(child.id)) return { ...lost(flow), guarded: true };
    if (!CLAUSES.has(child.type)) return byId.get(child.id) ?? entered;
    // Behind an `elif`, only a run shows which branch it is.
    otherwise = otherwise === flow ? behind(flow, negated(asked)) : doubted(otherwise, UNKNOWN);
    return otherwise;
  });
}

const CLAUSES = new Set(["elif_clause", "else_clause"]);

function cases(node: Node, children: readonly Node[], flow: Flow, world: FlowWorld): Flow[] {
  const chosen = chosenItem(node, world);
  return children.map((child) => {
    if (child.type !== "case_item") return lost(flow);
    if (chosen === null) return doubted(flow, UNKNOWN);
    return chosen !== "none" && chosen.id === child.id ? flow : doubted(flow, NEVER);
  });
}

function list(node: Node, children: readonly Node[], flow: Flow, world: FlowWorld): Flow[] {
  const or = isOr(node);
  const [first] = children;
  const asked = first === undefined ? null : askedBy(first, world);
  return children.map((_, index) => {
    if (index > 0) return asked === null ? doubted(flow) : behind(flow, or ? negated(asked) : asked);
    return or ? { ...lost(flow), guarded: true } : { ...flow, errexit: false };
  });
}

/** Whether a `for` has a word that is always there, and no pattern or variable. */
function hasRound(node: Node): boolean {
  const words = node.childrenForFieldName("value");
  return words.some(
    ({ type, text }) => ["word", "raw_string", "number"].includes(type) && !/[*?[]/.test(text),
  );
}

/** Exits of a script that are looked at; a script with more of them is not read more closely. */
const MAX_ENDS = 200;

/** The statements in which an `exit` and the like stands that may, or may not, be reached. */
export function endsIn(root: Node): Set<number> {
  const found = new Set<number>();
  const ends = root.descendantsOfType("command").filter((node) => isEnd(node));
  for (const end of ends.slice(0, MAX_ENDS)) {
    const name = end.childForFieldName("name")?.text ?? "";
    const stops = name === "break" || name === "continue" ? [...SCOPES, ...LOOPS] : SCOPES;
    for (let at: Node | null = end; at !== null && !stops.includes(at.type); at = at.parent) {
      if (found.has(at.id)) break;
      found.add(at.id);
    }
  }
  return found;
}

const SCOPES = [
  "function_definition",
  "subshell",
  "command_substitution",
  "process_substitution",
  "pipeline",
];
const LOOPS = ["for_statement", "c_style_for_statement", "while_statement"];
