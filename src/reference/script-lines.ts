/**
 * What the lines of the reference's scripts do, by SHA-256 of the trimmed line: enough to recognise a script and to read
 * its rules off it, and none of its text. A new line in a later nixpkgs is reported as such (docs/explanation/dialects.md).
 */
export type LineRole =
  | "make-unit-directory"
  | "unit-file"
  | "make-drop-in-directory"
  | "drop-in"
  | "header"
  | "shell"
  | "resolve-shell"
  | "bind-shell"
  | "hide-tmp"
  | "hide-var-tmp"
  | "loop"
  | "if-link"
  | "bind-link"
  | "unless-text"
  | "bind-path"
  | "end-if"
  | "end-loop";

export const LINE_ROLES: ReadonlyMap<string, LineRole> = new Map([
  ["3fb0ef4d1633f6f3b95b086e1b8ca91801d6fc8a50c06ebeb52985da9507cbfc", "make-unit-directory"],
  ["f9e42c0b27c9a8577cdca1f290475cfcf20cc1aa4b64c3dc9809483f48f9dda4", "unit-file"],
  ["5e3461d71c51a0ceb357b3ff76a5a1d2b20b60ae6a1d2d6d4f234954b7f51751", "make-drop-in-directory"],
  ["d5b8409ef1a5c107ab259ee0ab8e7cba6ec5f50141ffda38aa06b2a5785b02ea", "drop-in"],
  ["2dbeb5a6b9c815f76d2f76159587047c30320cec952e377e8ce35f9216b9ecde", "header"],
  ["d79102f6ecb5043ff669a7f8bd5fa2cc233ed15792510ef20d331f0d7835bc97", "shell"],
  ["37867b7aa2f3cd619b7935a6852357ba2b02efd31884705ddfa4c51531ab298d", "resolve-shell"],
  ["913473c5ac9ca8ddba5f7ceaa55fc348ff2a971f025b9443389d756f4d333147", "bind-shell"],
  ["b430bb083b047d36ba2a0bbc90c07943acbd2cf4023142269af623329f264388", "hide-tmp"],
  ["ae4207c19de173b5105d04b8abc537e0abddab30225e092afe886d09d7a2a810", "hide-var-tmp"],
  ["20799288d158bdea27cd56be0a04235adb3b9619b1f4aacadead991a861cca9e", "loop"],
  ["570c28e575b01fc2a9b8f9e169516438bf9785bbed364338f163b8f52411ebaa", "if-link"],
  ["3321c16967ebe0549e40b861c1d3716b73b3fad2af58a619d51e6afc6f9f086a", "bind-link"],
  ["27c75c61b930253712de582dcdbd88cb3fd3e714e02dac4dd7981af6c1d67e47", "unless-text"],
  ["f2da0db3b1a1acccd67e55933d8d35ab691f98918067e2959496a75c6506b5e3", "bind-path"],
  ["b4bdc848109722a383d0a972c6eb859f2abd29565b8c4cc7199e7c9eb708f1b7", "end-if"],
  ["5bdf673d467566fa50b8bd5b65134b60e39d913c1cd7ae6729e91afc6b580b45", "end-loop"],
]);

const LOOP = ["loop", "if-link", "bind-link", "unless-text", "bind-path", "end-if", "end-loop"] as const;

/** The scripts there are, each a sequence of parts; a part in a nested list may be left out as a whole. */
export const SCRIPT_SHAPES: readonly (readonly (LineRole | readonly LineRole[])[])[] = [
  ["make-unit-directory", "unit-file", "header", ["shell", "resolve-shell", "bind-shell"], ...LOOP],
  [
    "make-drop-in-directory",
    "drop-in",
    "header",
    ["shell", "resolve-shell", "bind-shell"],
    ["hide-tmp", "hide-var-tmp"],
    ...LOOP,
  ],
];
