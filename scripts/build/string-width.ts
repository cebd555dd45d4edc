/**
 * What yargs and cliui get for `string-width`. They lay out help with it, which is ours to lay out (src/report/help.ts), and
 * the real one makes an Intl.Segmenter as it is loaded, in each of its two copies: a third of our own start.
 */
export default function stringWidth(text: string): number {
  return text.length;
}
