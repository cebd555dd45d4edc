/** Characters that take two columns: East Asian wide and full-width ones (Unicode Annex 11), and pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;

/** Characters that stand on the one before. */
const NONE = /\p{Mn}|\p{Me}|\p{Cf}/u;

const widthOf = (character: string) => (NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1);

/** How many columns a text takes on a terminal. */
export function width(text: string): number {
  return [...text].reduce((sum, character) => sum + widthOf(character), 0);
}

/** As much of a text as fits into so many columns. */
export function cut(text: string, columns: number): string {
  let room = columns;
  const kept: string[] = [];
  for (const character of text) {
    room -= widthOf(character);
    if (room < 0) break;
    kept.push(character);
  }
  return kept.join("");
}
