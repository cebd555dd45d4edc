export * from "./store-path/closure.ts";
export * from "./store-path/context.ts";
export * from "./store-path/graph.ts";
export * from "./store-path/derivation.ts";
export {
  DIALECT_NAMES,
  DIALECTS,
  parseDialect,
  type Dialect,
  type DialectRecord,
} from "./reference/dialects.ts";
export { dropInPath, type Layout } from "./reference/layout.ts";
export { dialectFacts, type DialectFacts } from "./reference/rules.ts";
export { DialectDriftError, readScript, type ScriptLine, type ScriptRules } from "./reference/script.ts";
export * from "./base/errors.ts";
export * from "./drop-in/generate.ts";
export { decodeManifest, parseManifest } from "./manifest/decode.ts";
export * from "./manifest/types.ts";
export * from "./reference/strategies.ts";
export * from "./drop-in/names.ts";
export * from "./drop-in/plan.ts";
export * from "./store-path/registration.ts";
export * from "./drop-in/render.ts";
export * from "./drop-in/compare/check.ts";
export * from "./drop-in/compare/drop-in.ts";
export { unifiedDiff } from "./drop-in/compare/unified-diff.ts";
