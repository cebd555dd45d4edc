import type { Json } from "../base/json.ts";
import { EXEC_OPTIONS, listOf } from "./lines.ts";
import { unknownSpecifier, withSpecifiers } from "./specifiers.ts";
import { wordAt, type Splitting, type Word } from "./words.ts";

/** One command of a line: a line may have several, between which a `;` stands alone. */
export interface ExecCommand {
  /** As it stands in the line. */
  text: string;
  /** systemd's marks before the program: `-`, `@`, `:`, `+`, `!`, `!!`, `|`. */
  prefix: string;
  program: string;
  /** With the name that the program gets as the first: with `@`, the word behind the program. */
  argv: string[];
}

export interface ExecLine {
  commands: ExecCommand[];
  /** The end of a sentence about what systemd refuses, together with the whole unit; null: the line is right. */
  problem: string | null;
}

const WORDS: Splitting = { escapes: "c-or-literal" };

/** Reads `ExecStart=` and the like (systemd.service(5), "Command lines"; measured with 252). */
export function parseExecLine(line: string): ExecLine {
  const commands: ExecCommand[] = [];
  for (let at: number | null = 0; at !== null;) {
    const read: OneCommand | string | null = commandAt(line, at);
    if (typeof read === "string") return { commands, problem: read };
    if (read === null) break;
    commands.push(read.command);
    at = read.next;
  }
  return { commands, problem: null };
}

interface OneCommand {
  command: ExecCommand;
  next: number | null;
}

const NOT_CLOSED = "has a quote that is not closed";

/** The command from an index on; null where none is left, a text for what is wrong with it. */
function commandAt(line: string, from: number): OneCommand | string | null {
  // Behind another command, a semicolon says nothing.
  const first = wordAt(line, from === 0 ? 0 : behindSemicolons(line, from), WORDS);
  if (first === "invalid") return NOT_CLOSED;
  if (first === null) return null;
  const { prefix, program } = splitPrefix(first.text);
  const problem = problemOfSpecifiers(program) ?? problemOfProgram(program);
  if (problem !== null) return problem;
  const argv = prefix.includes("@") ? [] : [program];
  let { end, next }: Pick<Word, "end" | "next"> = first;
  while (next !== null) {
    if (isAlone(line, next, ";")) {
      next += 1;
      break;
    }
    // Looked for before the word is read, in which `";"` and `\\;` would be the same.
    if (isAlone(line, next, "\\;")) {
      argv.push(";");
      end = next + 2;
      next = behindBlanks(line, end);
      continue;
    }
    const word = wordAt(line, next, WORDS);
    if (word === "invalid") return NOT_CLOSED;
    if (word === null) break;
    const wrong = problemOfSpecifiers(word.text);
    if (wrong !== null) return wrong;
    argv.push(word.text);
    ({ end, next } = word);
  }
  if (argv.length === 0) return "has an @ and no name for the program";
  return { command: { text: line.slice(first.start, end), prefix, program, argv }, next };
}

function behindBlanks(line: string, from: number): number | null {
  let at = from;
  while (" \t\n\r".includes(line[at] ?? "x")) at++;
  return at < line.length ? at : null;
}

const SEMICOLONS = /(?:[ \t\n\r]*;(?=[ \t\n\r]|$))*/y;

function behindSemicolons(line: string, from: number): number {
  SEMICOLONS.lastIndex = from;
  SEMICOLONS.test(line);
  return SEMICOLONS.lastIndex;
}

/** Whether a word stands at an index, without quotes, with blanks or nothing behind it. */
const isAlone = (line: string, at: number, word: string) =>
  line.startsWith(word, at) && /^(?:[ \t\n\r]|$)/.test(line.slice(at + word.length, at + word.length + 1));

/** Marks that exclude each other: systemd.service(5), table "Special executable prefixes". */
const PRIVILEGES = ["!!", "+", "!"];

function splitPrefix(word: string): { prefix: string; program: string } {
  let prefix = "";
  for (let rest = word; ; rest = word.slice(prefix.length)) {
    const hasPrivilege = PRIVILEGES.some((mark) => prefix.includes(mark));
    const mark = ["-", "@", ":", "|"].find((each) => rest.startsWith(each) && !prefix.includes(each));
    const privilege = hasPrivilege ? undefined : PRIVILEGES.find((each) => rest.startsWith(each));
    const next = mark ?? privilege;
    if (next === undefined) return { prefix, program: rest };
    prefix += next;
  }
}

function problemOfSpecifiers(word: string): string | null {
  const unknown = unknownSpecifier(word);
  return unknown === null ? null : `has ${unknown}, which is not a specifier`;
}

function problemOfProgram(program: string): string | null {
  if (program === "") return "names no program";
  if (/[\p{Cc}"'\\]/u.test(program)) return `has ${JSON.stringify(program)}, which no program may be called`;
  if (program.includes("/") && !/^[/%]/.test(program))
    return `has ${JSON.stringify(program)}, which is neither a name nor an absolute path`;
  return program.endsWith("/") ? `has ${JSON.stringify(program)}, which is a directory` : null;
}

/** One command of a unit. */
export interface Command {
  option: string;
  /** The element of the setting that it stands in. */
  line: string;
  prefix: string;
  program: string;
  /** Without the name that the program gets. */
  args: string[];
}

/** All commands that systemd starts, ExecCondition's included; an empty line takes back those before it. */
export function commandsOf(settings: Record<string, Json>): Command[] {
  return [...EXEC_OPTIONS, "ExecCondition"].flatMap((option) =>
    listOf(settings[option]).flatMap((line) =>
      parseExecLine(line).commands.map(({ prefix, program, argv }) => ({
        option,
        line,
        prefix,
        program,
        args: argv.slice(1),
      })),
    ),
  );
}

/** The first command of a line as an instance of the unit would start it; null where there is none. `$$` is a dollar sign. */
export function parseExec(line: string, service: string): Pick<ExecCommand, "program" | "argv"> | null {
  const [command] = parseExecLine(line).commands;
  if (command === undefined) return null;
  const expand = (word: string) => withSpecifiers(word, service);
  // `:` leaves dollar signs alone.
  const plain = (word: string) => (command.prefix.includes(":") ? word : word.replaceAll("$$", "$"));
  return { program: expand(command.program), argv: command.argv.map((word) => plain(expand(word))) };
}
