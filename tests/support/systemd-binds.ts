/** What systemd makes of the bind lines of a unit: written from systemd.exec(5), systemd.syntax(7) and systemd.unit(5), and of nothing else. */
export interface SystemdBind {
  source: string;
  target: string;
  readOnly: boolean;
}

/** The binds of a unit's text; null: systemd would leave a word of it out, with a warning. */
export function systemdBinds(text: string): (SystemdBind | null)[] {
  return text.split("\n").flatMap((line) => {
    const [, readOnly, value] = /^Bind(ReadOnly)?Paths=(.*)$/.exec(line) ?? [];
    return value === undefined
      ? []
      : split(value, /^\s$/).map((word) => bindOf(word, readOnly !== undefined));
  });
}

function bindOf(word: string, readOnly: boolean): SystemdBind | null {
  const [source = "", target = source, ...options] = split(word, /^:$/).map(plain).map(expand);
  // The source may be missing where the target is not: systemd warns, and binds the target to itself.
  const paths = [source === "" ? target : source, target];
  const fit = options.length === 0 && paths.every((path) => path !== null && path.startsWith("/"));
  return fit ? { source: paths[0]!, target: paths[1]!, readOnly } : null;
}

/** Parts between separators that are neither quoted nor escaped, quotes and escapes still in them. */
function split(text: string, separator: RegExp): string[] {
  const parts = [""];
  let quote = "";
  for (const [piece] of text.matchAll(/\\.|./gsu)) {
    if (quote === "" && separator.test(piece)) parts.push("");
    else parts.push(parts.pop()! + piece);
    if (quote === piece) quote = "";
    else if (quote === "" && (piece === '"' || piece === "'")) quote = piece;
  }
  return separator.test(":") ? parts : parts.filter((part) => part !== "");
}

const plain = (part: string) => part.replaceAll(/\\(.)|["']/gsu, "$1");

/** `%%` is a percent sign; any other specifier is not known here, or means something else than what is written. */
function expand(part: string): string {
  return /%(?!%)/.test(part.replaceAll("%%", "")) ? "" : part.replaceAll("%%", "%");
}
