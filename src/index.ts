/**
 * The library: what the command line does, for programs. It prints nothing. Texts of configurations come as they are: pass them
 * through `escapeTerminal` before they reach a terminal or the log of a CI.
 */
export { evaluate, readManifests } from "./library/evaluate.ts";
export type { EvaluateOptions, Evaluation, Host, HostSource, WorkingTree } from "./library/evaluate.ts";
export { generate, type GeneratedHost, type GenerateOptions } from "./library/generate.ts";
export { audit, type AuditOptions } from "./library/audit.ts";
export { explain, explainPath } from "./library/explain.ts";
export { diff } from "./library/diff.ts";
export type { NixOptions } from "./library/nix.ts";

export { decodeManifest, parseManifest } from "./manifest/decode.ts";
export type {
  Confinement,
  Context,
  ContextEntry,
  Definition,
  DropInSettings,
  FailedService,
  FullFacts,
  Json,
  Manifest,
  Reference,
  Service,
  ServiceEntry,
} from "./manifest/types.ts";
export type { DropIn } from "./drop-in/generate.ts";
export type { Bind, ServicePlan, Warning } from "./drop-in/plan.ts";
export type { Dialect } from "./reference/dialects.ts";
export type { MountStrategy } from "./reference/strategies.ts";
export type { Limits, Policy } from "./service/limits.ts";
export type { ClosureGraph } from "./store-path/graph.ts";

export { escapeTerminal } from "./base/sanitize.ts";
export { ConfinedUnitsError, ManifestError, ServiceError, UsageError } from "./base/errors.ts";
export type { FailureCode } from "./base/errors.ts";
export { NixError } from "./nix/errors/errors.ts";

export type { HostFailureJson, HostLineJson, HostsJson, ResultJson } from "./report/json-types.ts";
export type { FindingJson, FindingPlace, Severity } from "./diagnostics/finding.ts";
export type { Applicability, Fix } from "./diagnostics/fix.ts";
export type { Edit } from "./diagnostics/edit.ts";
export type { Confidence } from "./manifest/place.ts";
export type { ListData, ListedService, ListJson } from "./features/list/document.ts";
export type { GenerateData, GenerateJson, WrittenFile } from "./features/generate/document.ts";
export type { BuildData, BuildJson } from "./features/build/document.ts";
export type { CheckData, CheckJson } from "./features/check/document.ts";
export type { Difference, DropInDifference } from "./drop-in/compare/drop-in.ts";
export type { ManifestJson } from "./manifest/saved.ts";
export type { DiffData, DiffJson } from "./features/diff/document.ts";
export type { PathChange, ServiceDiff, SettingChange } from "./features/diff/diff.ts";
export type { UnitAction } from "./features/diff/unit-action.ts";
export type { ExplainJson, ExplainPathJson } from "./features/explain/document.ts";
export type { Explanation, Group, Setting } from "./features/explain/groups.ts";
export type { Reason, Reasons } from "./features/explain/reasons.ts";
export type { RuleData, RuleJson } from "./features/audit/rule-json.ts";
export type { AuditData, AuditJson } from "./features/audit/document.ts";
export type { SuggestData, SuggestJson } from "./features/suggest/document.ts";
export type { WhyFailedData, WhyFailedJson } from "./features/why-failed/document.ts";
export type { Ending } from "./features/why-failed/ending.ts";
export type { DoctorCheck, DoctorData, DoctorJson } from "./features/doctor/document.ts";
