/** Replaces what stands between `<!-- bench NAME -->` and `<!-- end -->`. Throws where a document has no such place. */
export function replaceBlock(document: string, name: string, block: string): string {
  const start = `<!-- bench ${name} -->\n`;
  const [before, after] = document.split(start);
  const end = after?.indexOf("<!-- end -->") ?? -1;
  if (before === undefined || after === undefined || end < 0)
    throw new Error(`no place for ${name}: expected ${start.trim()} and <!-- end -->`);
  return `${before}${start}\n${block}\n\n${after.slice(end)}`;
}
