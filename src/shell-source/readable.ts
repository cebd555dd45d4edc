/**
 * The grammar loses its way in a replacement (`${NAME/PATTERN/TEXT}`) with quotes beside quotes, as each wrapper of nixpkgs' makeWrapper
 * has. What is replaced says nothing of commands, so the quotes become letters; places stay what they are.
 */
export function readable(text: string): string {
  const pieces: string[] = [];
  let done = 0;
  const stops = stopsIn(text);
  for (let at = text.indexOf("${"); at !== -1;) {
    const slash = behindName(text, at + 2);
    const stop = slash === null ? null : stops.from(slash);
    if (stop === null || text[stop] !== "}") {
      at = text.indexOf("${", at + 2);
      continue;
    }
    pieces.push(text.slice(done, at), withoutQuotes(text.slice(at, stop + 1)));
    done = stop + 1;
    at = text.indexOf("${", done);
  }
  return pieces.join("") + text.slice(done);
}

function withoutQuotes(expansion: string): string {
  const quotes = expansion.split("'").length - 1;
  return quotes % 2 === 0 && !expansion.includes("$(") ? expansion.replaceAll("'", "_") : expansion;
}

/** The index behind `NAME/`; null where that does not stand here. */
function behindName(text: string, from: number): number | null {
  let end = from;
  while (isOfName(text.charCodeAt(end))) end++;
  return end > from && text[end] === "/" ? end + 1 : null;
}

function isOfName(code: number): boolean {
  const isDigit = code >= 0x30 && code <= 0x39;
  return isDigit || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || code === 0x5f;
}

/** What ends a replacement, or says that it is none that can be read by the line. Each character is looked at once. */
function stopsIn(text: string): { from(index: number): number } {
  let known = -1;
  return {
    from(index) {
      if (index <= known) return known;
      known = index;
      while (known < text.length && !"}\n`".includes(text[known]!)) known++;
      return known;
    },
  };
}
