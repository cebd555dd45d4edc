import { auditService } from "../audit/audit.ts";
import { factsOf, type ServiceFacts, type World } from "../audit/facts.ts";
import type { Finding } from "../audit/finding.ts";
import { assignmentsOf, type Remedy } from "../audit/remedy.ts";
import type { FullService } from "../manifest/types.ts";
import type { ServicePlan } from "../plan.ts";
import { blockOf } from "./block.ts";
import { asConfined, tryOut } from "./try-out.ts";
import { unknownsOf } from "./unknowns.ts";

/** What has to be written for the audit to pass. */
export interface Suggestion {
  service: string;
  /** Whether it is confined as it is. */
  confined: boolean;
  /** Lines of Nix; none where nothing has to be written. */
  block: string[];
  /** What it mends. */
  mended: Finding[];
  /** What the audit finds all the same, and only whoever wrote the service can mend. */
  left: Finding[];
  /** Sentences about what the audit cannot see of this service. */
  unknown: string[];
  /** Store paths in the chroot, with the block. */
  paths: number;
  /** Of NAR. */
  bytes: number;
}

/** No service needs more rounds; each adds something. */
const MAX_ROUNDS = 20;

/**
 * Looks for the least that a service needs to pass the audit: what the findings of each round would be mended by is tried out, until
 * nothing new comes up, and then left out again one by one where the audit passes without. Notes are no reason to write anything.
 */
export function suggest(
  service: FullService,
  planOf: (service: FullService) => ServicePlan,
  world: World,
): Suggestion {
  const subject = { name: service.name, ownModule: service.full.ownModule };
  const base = asConfined(service, planOf(service).dialect);
  const factsWith = (remedies: readonly Remedy[]): ServiceFacts => {
    const tried = tryOut(base, remedies);
    return factsOf(tried, planOf(tried), world);
  };
  const auditWith = (remedies: readonly Remedy[]) =>
    auditService(factsWith(remedies)).filter(({ severity }) => severity !== "note");

  const before = auditWith([]);
  const chosen = new Map<string, Remedy>();
  let open = before;
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const fresh = open
      .flatMap(({ remedies }) => remedies)
      .filter((remedy) => assignmentsOf(remedy, subject).length > 0 && !chosen.has(keyOf(remedy)));
    if (fresh.length === 0) break;
    for (const remedy of fresh) chosen.set(keyOf(remedy), remedy);
    open = auditWith([...chosen.values()]);
  }
  const isOpen = new Set(open.map(nameOf));
  for (const key of [...chosen.keys()].toReversed()) {
    const others = [...chosen].flatMap(([other, remedy]) => (other === key ? [] : [remedy]));
    if (auditWith(others).every((each) => isOpen.has(nameOf(each)))) chosen.delete(key);
  }

  const remedies = [...chosen.values()];
  const facts = factsWith(remedies);
  const left = auditWith(remedies);
  const isLeft = new Set(left.map(nameOf));
  const mended = before.filter((each) => !isLeft.has(nameOf(each)));
  const reasoned = remedies.map((remedy) => ({
    remedy,
    reasons: mended
      .filter((each) => each.remedies.some((other) => keyOf(other) === keyOf(remedy)))
      .map(({ code, what }) => `${code}: ${what}`),
  }));
  const confined = service.dialect === undefined;
  return {
    service: service.name,
    confined,
    block: blockOf(subject, confined ? null : enabling(service), reasoned),
    mended,
    left,
    unknown: unknownsOf(facts, remedies),
    paths: facts.inside.length,
    bytes: facts.inside.reduce((sum, path) => sum + (world.graph.narSize(path) ?? 0), 0),
  };
}

const keyOf = (remedy: Remedy) => JSON.stringify(remedy);
const nameOf = ({ code, what }: Finding) => `${code} ${what}`;

/** Where a file says that it is off, both definitions would be of the same weight. */
function enabling({ full }: FullService): string {
  const isWritten = full.definitions.some(({ option }) => option.join() === "confinement,enable");
  return isWritten ? "lib.mkForce true" : "true";
}
