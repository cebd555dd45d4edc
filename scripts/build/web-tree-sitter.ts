/** What is bundled of web-tree-sitter: its CommonJS, since in its module a `require` of its own making hides the real one. */
// @ts-expect-error -- its declarations are for the name of the package, not for this path
export { Language, Parser } from "../../node_modules/web-tree-sitter/web-tree-sitter.cjs";
