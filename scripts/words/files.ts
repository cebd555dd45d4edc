import fastGlob from "fast-glob";

/** What the words are looked for in, relative to the root of the repository, ascending. */
export function checkedFiles(root: string): string[] {
  return fastGlob
    .sync(["src/**/*.{ts,json}", "nix/**/*.nix", "docs/**/*.md", "README.md"], { cwd: root })
    .toSorted();
}
