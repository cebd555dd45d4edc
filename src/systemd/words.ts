/** A command line of a unit as systemd splits it: words by white space, quotes and backslashes (systemd.service(5)). */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  const pattern =
    /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|(\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|[0-7]{3}|.))|([^\s"'\\]+)|(\s+)/gsu;
  let word: string | null = null;
  for (const [, double, single, escaped, plain, space] of line.matchAll(pattern)) {
    if (space !== undefined) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    word = (word ?? "") + (plain ?? unescape(escaped ?? double ?? single ?? ""));
  }
  return word === null ? words : [...words, word];
}

const CONTROL: Record<string, string> = {
  a: "\u0007",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  s: " ",
  t: "\t",
  v: "\v",
};

/** systemd.syntax(7), "Quoting": the escapes of C, and `\s` for a space; what else is escaped is itself. */
function unescape(text: string): string {
  return text.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|([0-7]{3})|(.))/gsu,
    (_, hex?: string, unicode?: string, octal?: string, character = "") => {
      const code =
        octal === undefined ? Number.parseInt(hex ?? unicode ?? "", 16) : Number.parseInt(octal, 8);
      return Number.isNaN(code) || code === 0
        ? (CONTROL[character] ?? character)
        : String.fromCodePoint(code);
    },
  );
}

export interface ExecLine {
  program: string;
  /** With the name that the program is told as the first. */
  argv: string[];
}

/** An Exec line without its prefixes, for an instance of the unit: `%%`, `%i`, `%n`, `%N` and `%p` are filled in, `$$` too. */
export function parseExec(line: string, unit: string): ExecLine | null {
  const [, prefix, rest] = /^([@\-:+!|]*)(.*)$/s.exec(line.trim())!;
  const words = splitWords(rest!).map((word) => withSpecifiers(word, unit).replaceAll("$$", "$"));
  const [program, ...others] = words;
  if (program === undefined) return null;
  return { program, argv: prefix!.includes("@") ? others : [program, ...others] };
}

/** A text of a unit with the specifiers that can be told without a running systemd (systemd.unit(5), "Specifiers"). */
export function withSpecifiers(text: string, unit: string): string {
  const [, prefix = unit, instance = ""] = /^([^@]*)@(.*)$/s.exec(unit) ?? [];
  const values: Record<string, string> = {
    "%": "%",
    i: instance,
    I: instance,
    n: `${unit}.service`,
    N: unit,
    p: prefix,
    // Folders of the system's manager.
    t: "/run",
    S: "/var/lib",
    C: "/var/cache",
    L: "/var/log",
    E: "/etc",
    T: "/tmp",
    V: "/var/tmp",
  };
  return text.replace(/%(.)/gsu, (whole, letter: string) => values[letter] ?? whole);
}
