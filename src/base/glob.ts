/**
 * Whether a glob fits a whole name. Each `*` takes as little as it can and more only where the rest does not fit, and only the last
 * one is tried again: an expression of many `.*` would take time without an end.
 */
export function fitsGlob(glob: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let taken = 0;
  for (let i = 0; i < name.length;) {
    if (glob[at] === "*") {
      star = at++;
      taken = i;
    } else if (glob[at] === "?" || glob[at] === name[i]) {
      at++;
      i++;
    } else if (star >= 0) {
      at = star + 1;
      i = ++taken;
    } else return false;
  }
  return /^\**$/.test(glob.slice(at));
}
