import { assignmentsOf, type Edit } from "../../diagnostics/edit.ts";
import { identityOf } from "../../diagnostics/finding.ts";
import { auditService } from "../audit/audit.ts";
import type { AuditFinding } from "../audit/rules/index.ts";
import type { Unknown } from "../../base/unknown.ts";
import { unitFromManifest } from "../../service/make-unit.ts";
import type { Unit, World } from "../../service/unit.ts";
import type { FullService } from "../../manifest/types.ts";
import type { ServicePlan } from "../../drop-in/plan.ts";
import { blockOf } from "./block.ts";
import { limitationsOf } from "./limitations.ts";
import { assumeConfined, applyEdits } from "./simulate.ts";

/** What has to be written for the audit to pass. */
export interface Suggestion {
  service: string;
  /** Whether it is confined as it is. */
  confined: boolean;
  /** Lines of Nix; none where nothing has to be written. */
  block: string[];
  /** The findings that it resolves. */
  resolved: AuditFinding[];
  /** The findings that remain, which a person has to resolve. */
  remaining: AuditFinding[];
  /** What was not looked at, with the block. */
  unknown: readonly Unknown[];
  /** Sentences about what a person has to decide. */
  limitations: string[];
  /** Store paths in the chroot, with the block. */
  paths: number;
  /** Of NAR. */
  bytes: number;
}

/** No service needs more rounds; each adds something. */
const MAX_ROUNDS = 20;

/**
 * Looks for the least that a service needs to pass the audit: the edits of each round's findings are simulated until no new one comes
 * up, and then left out again one by one where the audit passes without. Notes are not a reason to write anything.
 */
export function suggest(
  service: FullService,
  planOf: (service: FullService) => ServicePlan,
  world: World,
): Suggestion {
  const subject = { name: service.name, ownModule: service.full.ownModule };
  const base = assumeConfined(service, planOf(service).dialect);
  const factsWith = (edits: readonly Edit[]): Unit => {
    const tried = applyEdits(base, edits);
    return unitFromManifest(tried, planOf(tried), world);
  };
  const auditWith = (edits: readonly Edit[]) =>
    auditService(factsWith(edits)).filter(({ severity }) => severity !== "note");

  const before = auditWith([]);
  const chosen = new Map<string, Edit>();
  let open = before;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fresh = open
      .flatMap(editsOf)
      .filter((edit) => assignmentsOf(edit, subject).length > 0 && !chosen.has(keyOf(edit)));
    if (fresh.length === 0) break;
    for (const edit of fresh) chosen.set(keyOf(edit), edit);
    open = auditWith([...chosen.values()]);
  }
  const isOpen = new Set(open.map(identityOf));
  for (const key of [...chosen.keys()].toReversed()) {
    const others = [...chosen].flatMap(([other, edit]) => (other === key ? [] : [edit]));
    if (auditWith(others).every((each) => isOpen.has(identityOf(each)))) chosen.delete(key);
  }

  const edits = [...chosen.values()];
  const facts = factsWith(edits);
  const remaining = auditWith(edits);
  const isRemaining = new Set(remaining.map(identityOf));
  const resolved = before.filter((each) => !isRemaining.has(identityOf(each)));
  const reasoned = edits.map((edit) => ({
    edit,
    reasons: resolved
      .filter((each) => editsOf(each).some((other) => keyOf(other) === keyOf(edit)))
      .map(({ code, message }) => `${code}: ${message}`),
  }));
  const confined = service.dialect === undefined;
  return {
    service: service.name,
    confined,
    block: blockOf(subject, confined ? null : enabling(service), reasoned),
    resolved,
    remaining,
    unknown: facts.unknown,
    limitations: limitationsOf(facts, edits),
    paths: facts.inside.length,
    bytes: facts.inside.reduce((sum, path) => sum + (world.graph.narSize(path) ?? 0), 0),
  };
}

const keyOf = (edit: Edit) => JSON.stringify(edit);

/** Those of a finding that a person need not complete. */
const editsOf = ({ fixes }: AuditFinding) => fixes.flatMap(({ edits }) => edits);

/** Where a file says that it is off, both definitions would be of the same weight. */
function enabling({ full }: FullService): string {
  const isWritten = full.definitions.some(({ option }) => option.join() === "confinement,enable");
  return isWritten ? "lib.mkForce true" : "true";
}
