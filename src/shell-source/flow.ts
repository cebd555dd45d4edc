import type { Node } from "web-tree-sitter";

/** What is known of a part of a script before it runs. */
export interface Flow {
  /** Branches, loops and early ends on the way to it: 0 is the straight path, {@link NEVER} what nothing reaches. */
  doubt: number;
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

/** The flow of a script's own lines. */
export const START: Flow = { doubt: 0, errexit: true, last: true, guarded: false, inFunction: null };

/** What the flow of a child depends on besides its parents. */
export interface FlowWorld {
  /** Whether `set -o pipefail` holds here. */
  pipefail: boolean;
  /** Whether a failure with this flow fails the script. */
  matters: (flow: Flow) => boolean;
  /** The statements that may end what they stand in, by id: `[ -e a ] || exit`. */
  mayEnd: ReadonlySet<number>;
  /** Whether the script sets a variable. */
  isSet: (variable: string) => boolean;
}

const lost = (flow: Flow): Flow => ({ ...flow, errexit: false, last: false });
const doubted = (flow: Flow, by = 1): Flow => ({ ...flow, doubt: flow.doubt + by });

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
      return children.map((child) => (child.type === "case_item" ? doubted(flow) : lost(flow)));
    case "function_definition": {
      const inFunction = node.childForFieldName("name")?.text ?? "";
      return children.map(() => ({ ...START, inFunction }));
    }
    case "list":
      return list(node, children, flow);
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
  let { doubt } = flow;
  return children.map((child, index) => {
    const own = { ...flow, doubt, last: flow.last && index === last };
    if (doubt < NEVER && isEnd(child)) doubt = NEVER;
    else if (world.mayEnd.has(child.id)) doubt++;
    return background.has(child.id) ? lost(own) : own;
  });
}

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
  const by = condition === undefined ? 1 : doubtOf(condition, isLoop, world);
  const inside = children.filter(({ id, type }) => !head.has(id) && !CLAUSES.has(type));
  const flows = isLoop ? inside.map(() => flow) : sequence(node, inside, flow, world);
  const byId = new Map(inside.map(({ id }, index) => [id, flows[index]!]));
  return children.map((child) => {
    if (head.has(child.id)) return { ...lost(flow), guarded: true };
    if (CLAUSES.has(child.type)) return doubted(flow);
    return doubted(byId.get(child.id) ?? flow, by);
  });
}

const CLAUSES = new Set(["elif_clause", "else_clause"]);

/** What a condition adds: nothing where it is always true, more where it asks for a variable that the script does not set. */
function doubtOf(condition: Node, isLoop: boolean, { isSet }: FlowWorld): number {
  const { text } = condition;
  if (text === "true" || text === ":") return 0;
  const [, variable] = /^\[{1,2} -n "?\$\{?(\w+)(?::?-)?\}?"? \]{1,2}$/.exec(text) ?? [];
  return !isLoop && variable !== undefined && !isSet(variable) ? 2 : 1;
}

function list(node: Node, children: readonly Node[], flow: Flow): Flow[] {
  const isOr = node.children.some((one) => one.type === "||");
  return children.map((_, index) => {
    if (index > 0) return doubted(flow);
    return isOr ? { ...lost(flow), guarded: true } : { ...flow, errexit: false };
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
