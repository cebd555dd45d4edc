/** A command line of a unit as systemd splits it: words by white space, quotes and backslashes (systemd.service(5)). */
export function splitWords(line: string): string[] {
  const words: string[] = [];
  const pattern = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|\\(.)|([^\s"'\\]+)|(\s+)/gsu;
  let word: string | null = null;
  for (const [, double, single, escaped, plain, space] of line.matchAll(pattern)) {
    if (space !== undefined) {
      if (word !== null) words.push(word);
      word = null;
      continue;
    }
    word = (word ?? "") + (plain ?? escaped ?? (double ?? single ?? "").replace(/\\(.)/gsu, "$1"));
  }
  return word === null ? words : [...words, word];
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

export function withSpecifiers(text: string, unit: string): string {
  const [, prefix = unit, instance = ""] = /^([^@]*)@(.*)$/s.exec(unit) ?? [];
  const values: Record<string, string> = {
    "%": "%",
    i: instance,
    I: instance,
    n: `${unit}.service`,
    N: unit,
    p: prefix,
  };
  return text.replace(/%(.)/gsu, (whole, letter: string) => values[letter] ?? whole);
}
