/**
 * Ends of texts, each in time that grows with the text: an expression such as `/\/+$/` tries again at each of its characters.
 */

/** A text without these characters at its end. */
export function withoutEnd(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** A text without these characters at its beginning and its end. */
export function withoutEnds(text: string, characters: string): string {
  let start = 0;
  while (start < text.length && characters.includes(text[start]!)) start++;
  return withoutEnd(text.slice(start), characters);
}

/** What stands before a mark; the whole text where there is none. */
export function before(text: string, mark: string): string {
  const at = text.indexOf(mark);
  return at === -1 ? text : text.slice(0, at);
}

/** What stands behind the first such mark; null: there is none. */
export function behind(text: string, mark: string): string | null {
  const at = text.indexOf(mark);
  return at === -1 ? null : text.slice(at + mark.length);
}
