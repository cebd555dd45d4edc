import type { Confidence } from "../../../manifest/place.ts";
import type { ServiceFacts } from "../../../service/facts.ts";
import { programAt } from "../../../programs/program.ts";
import { functionsIn } from "../../../programs/symbols.ts";
import { baseName } from "./libraries.ts";
import { programsOf } from "./programs.ts";
import { startedBy, type Started } from "./started-commands.ts";

/** Something that the host's root may do, and root of a user namespace may not. */
export interface RootAction {
  /** A clause with `it` as its subject left out, such as `changes its user`. */
  action: string;
  /** What says so: a command, a variable, or functions that a program imports. */
  sign: string;
  option: readonly string[];
  confidence: Confidence;
}

export const KERNEL = "writes kernel settings";

const CHANGES_USER = ["setuid", "setresuid", "setreuid"];
const CHANGES_GROUP = ["setgid", "setresgid", "setregid", "setgroups", "initgroups"];
const CHANGES_OWNER = ["chown", "fchown", "lchown", "fchownat"];

/** Shells, interpreters and collections of commands import everything, and do what their arguments say. */
const GENERAL =
  /^(?:ba|da|z|fi|k)?sh(?:-static)?$|^(?:busybox|coreutils|toybox|env|perl|python|ruby|node|php|lua|java)/;

const ROOT = /^(?:0|root)?(?:[:.](?:0|root|wheel)?)?$/;

/** What commands, scripts and variables say that the service does as root. */
export function certainActions(facts: ServiceFacts): RootAction[] {
  return [...startedBy(facts).flatMap((started) => byCommand(facts, started)), ...byVariable(facts)];
}

/** What the programs of Exec lines may do, by the functions that they import; nothing of those that name root as their user. */
export function possibleActions(facts: ServiceFacts): RootAction[] {
  return programsOf(facts).flatMap(({ option, path, name, loaded }): RootAction[] => {
    const words = facts.commands.filter(({ program }) => program === path).flatMap(({ args }) => args);
    if (loaded === null || isGeneral(facts, path) || usersIn(words).some((user) => ROOT.test(user)))
      return [];
    const where = { sign: name, option: ["serviceConfig", option] };
    const imports = (names: string[]) => functionsIn(path, names, facts.files).length > 0;
    if (imports(CHANGES_USER) && imports(CHANGES_GROUP))
      return [{ ...where, action: "changes its user", confidence: "medium" }];
    if (imports(CHANGES_OWNER))
      return [{ ...where, action: "gives files to another user", confidence: "low" }];
    return imports(["sethostname"]) ? [{ ...where, action: "sets the host name", confidence: "low" }] : [];
  });
}

function isGeneral({ files }: ServiceFacts, path: string): boolean {
  return [path, programAt(path, files)?.path ?? path].some((each) => GENERAL.test(baseName(each)));
}

function byCommand(facts: ServiceFacts, started: Started): RootAction[] {
  const { option, base, args, confidence } = started;
  // Other words of a command line may be secrets.
  const found: Make = (action, words, limit = "high") => ({
    action,
    sign: [base, ...words].join(" "),
    option,
    confidence: least(confidence, limit),
  });
  const first = args.find((arg) => !arg.startsWith("-"));
  if (base === "chown" || base === "chgrp") {
    // What is computed may be the owner that the file has.
    if (first === undefined || ROOT.test(first) || first.includes("$")) return [];
    return [found("gives files to another user", [first])];
  }
  if (["su", "runuser", "gosu", "su-exec", "setuidgid"].includes(base))
    return first === undefined || ROOT.test(first) ? [] : [found("changes its user", [first])];
  if (base === "setpriv")
    return args.some((arg) => /^--(?:re|init|clear|groups)/.test(arg))
      ? [found("changes its user", [], "medium")]
      : [];
  if (
    (base === "hostname" && first !== undefined) ||
    (base === "hostnamectl" && args.includes("set-hostname"))
  )
    return [found("sets the host name", [])];
  if (base === "sysctl" && args.some((arg) => arg.includes("="))) return [found(KERNEL, [])];
  return [...userOf(facts, started, found), ...portOf(facts, started, found)];
}

type Make = (action: string, words: readonly string[], limit?: Confidence) => RootAction;

function userOf(facts: ServiceFacts, { program, args }: Started, found: Make): RootAction[] {
  const user = usersIn(args).find((each) => !ROOT.test(each) && !each.includes("$"));
  // Clients name a user as well, and do not become it.
  if (user === undefined || functionsIn(program, CHANGES_USER, facts.files).length === 0) return [];
  return isGeneral(facts, program) ? [] : [found("changes its user", [user])];
}

/** The users that a command line names. */
function usersIn(args: readonly string[]): string[] {
  return args.flatMap((arg, index) => {
    const named = /^--?(?:user|setuid|uid)(?:=(.*))?$/.exec(arg);
    return named === null ? [] : [named[1] ?? args[index + 1] ?? ""];
  });
}

/** Names of options whose value is where a server listens. */
const LISTENS = /^--?(?:[\w.-]*[._-])?(?:listen|port|bind|address|addr)(?:[._-](?:addr|address|port))?$/i;
const CONNECTS = /connect|remote|upstream|peer|target|server|proxy|db|database|backend|to-/i;

function portOf(facts: ServiceFacts, { program, args }: Started, found: Make): RootAction[] {
  const isServer = functionsIn(program, ["bind"], facts.files).length > 0 && !isGeneral(facts, program);
  for (const [index, arg] of args.entries()) {
    const [, name, value = ""] = /^(-[^=]*)=(.*)$/.exec(arg) ?? [null, args[index - 1] ?? "", arg];
    const isNamed = LISTENS.test(name!) && !CONNECTS.test(name!);
    const [, host, digits] = /^(.*?:)?(\d{1,5})$/.exec(value) ?? [];
    const isLow = digits !== undefined && Number(digits) > 0 && Number(digits) < 1024;
    if (!isLow) continue;
    const words = arg === value && isNamed ? [name!, arg] : [arg];
    if (isServer && isNamed) return [found("binds a low port", words)];
    // A port of every address is nothing to connect to.
    const isAny = host !== undefined && /^(?:tcp:|udp:|http:|\/\/)*(?:0\.0\.0\.0|\*|\[::\])?:$/.test(host);
    if (isAny && !CONNECTS.test(name!))
      return [found("binds a low port", words, isServer ? "high" : "medium")];
  }
  return [];
}

function byVariable(facts: ServiceFacts): RootAction[] {
  const isServer = programsOf(facts).some(
    ({ path }) => !isGeneral(facts, path) && functionsIn(path, ["bind"], facts.files).length > 0,
  );
  if (!isServer) return [];
  return Object.entries(facts.environment).flatMap(([name, value]): RootAction[] => {
    const [, digits] = /^(?:.*:)?(\d{1,5})$/.exec(value) ?? [];
    const isLow = digits !== undefined && Number(digits) > 0 && Number(digits) < 1024;
    if (!isLow || !/^(?:(?:HTTP|HTTPS|LISTEN|BIND|SERVER)_)?(?:PORT|LISTEN|ADDR|ADDRESS)$/.test(name))
      return [];
    const sign = `${name}=${value}`;
    return [{ action: "binds a low port", sign, option: ["environment", name], confidence: "medium" }];
  });
}

function least(one: Confidence, other: Confidence): Confidence {
  const order: readonly Confidence[] = ["low", "medium", "high"];
  return order[Math.min(order.indexOf(one), order.indexOf(other))]!;
}
