export * from "../store-path/closure.ts";
export * from "../store-path/context.ts";
export * from "../store-path/graph.ts";
export * from "../store-path/derivation.ts";
export {
  DIALECT_NAMES,
  DIALECTS,
  parseDialect,
  type Dialect,
  type DialectRecord,
} from "../reference/dialects.ts";
export { dropInPath, type Layout } from "../reference/layout.ts";
export { dialectFacts, type DialectFacts } from "../reference/rules.ts";
export { DialectDriftError, readScript, type ScriptLine, type ScriptRules } from "../reference/script.ts";
export * from "../base/errors.ts";
export * from "./generate.ts";
export { decodeManifest, parseManifest } from "./manifest/decode.ts";
export * from "./manifest/types.ts";
export * from "../reference/strategies.ts";
export * from "./names.ts";
export * from "./plan.ts";
export * from "../store-path/registration.ts";
export * from "./render.ts";
export * from "./compare/check.ts";
export * from "./compare/drop-in.ts";
export { unifiedDiff } from "./compare/unified-diff.ts";
