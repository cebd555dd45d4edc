import { argument, optionalArgument } from "../../cli/argument.ts";
import { defineCommand } from "../../cli/command.ts";
import { dropInsOf, type HostDropIns } from "../../cli/drop-ins.ts";
import { forEachHost } from "../../cli/for-each-host.ts";
import { workingTrees } from "../../cli/hosts.ts";
import { HOST_RESULTS } from "../../cli/options.ts";
import { openReporter } from "../../cli/reporting.ts";
import { reportUnmet, Selection } from "../../cli/selection.ts";
import { UsageError } from "../../base/errors.ts";
import { explainService } from "./groups.ts";
import { reasonsIn } from "./reasons.ts";
import { isFailed } from "../../drop-in/generate.ts";
import type { Service } from "../../manifest/types.ts";
import type { ServicePlan } from "../../drop-in/plan.ts";
import { shellQuote } from "../../process/display.ts";
import type { Document } from "../../report/document.ts";
import { outsideOfStore } from "./adapters/outside-of-store.ts";
import { isRuleCode, ruleDocument } from "./rule.ts";
import { explanationDocument, reasonsDocument } from "./document.ts";

export const command = defineCommand({
  name: "explain",
  summary: "Show what is in a service's chroot, and why",
  options: HOST_RESULTS,
  positional: {
    service: argument("a confined service or a glob, or a rule: CU101"),
    path: optionalArgument("why this is in its chroot: a store path, a name or a glob"),
  },
  examples: [
    ["explain web", "what is in the chroot of web, and what each path is there for"],
    ["explain web 'openssl*'", "every shortest way by which it gets there"],
    ["explain CU101", "what a rule of the audit finds, and how to fix it"],
  ],
  async run(args, session) {
    if (isRuleCode(args.service)) {
      if (args.path !== undefined)
        throw new UsageError(`unexpected argument ${JSON.stringify(args.path)} after a rule`);
      const reporter = openReporter(session, args, { perHost: false });
      reporter.result(ruleDocument(args.service));
      return reporter.end();
    }
    const reporter = openReporter(session, args);
    const services = new Selection([args.service]);
    const trees = await workingTrees(session, args);
    const lacking: UsageError[] = [];
    let shown = 0;
    const walked = await forEachHost(session, args, {
      wanted: { depth: "full" },
      services,
      prepare: dropInsOf(session, { strict: false }),
      reporter,
      visit(host, at) {
        session.failures(at, host);
        const plans = new Map(host.dropIns.map(({ plan }) => [plan.service, plan]));
        return host.manifest.services.flatMap((service) => {
          const plan = plans.get(service.name);
          if (isFailed(service) || plan === undefined) return [];
          const document = explained(outsideOfStore(service, trees), plan, host, args.path);
          if (document === null) lacking.push(nothingCalled(args.path ?? "", service.name));
          else shown++;
          return document === null ? [] : [document];
        });
      },
    });
    for (const error of lacking)
      if (shown > 0) session.note(error.message);
      else session.fail(error, null);
    await reportUnmet(session, args, services, walked);
    reporter.end();
  },
});

function explained(
  service: Service,
  { binds, dialect }: ServicePlan,
  { graph }: Pick<HostDropIns, "graph">,
  word: string | undefined,
): Document | null {
  const inside = binds.map(({ target }) => target);
  if (word === undefined) {
    return explanationDocument(explainService(service, dialect, graph, inside));
  }
  const reasons = reasonsIn(service, graph, inside, word);
  return reasons === null ? null : reasonsDocument(reasons);
}

const nothingCalled = (word: string, service: string) =>
  new UsageError(`nothing in the chroot of ${JSON.stringify(service)} is called ${JSON.stringify(word)}`, {
    hint: `confined-units explain ${shellQuote(service)} lists what is in it`,
  });
