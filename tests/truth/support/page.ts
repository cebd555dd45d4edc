/** The page docs/reference/audit-truth.md, from what was said and what happened. */
import {
  differences,
  fateOf,
  predictsFailure,
  saidOf,
  type Fate,
  type Said,
  type TruthCase,
} from "./judge.ts";
import { table } from "./table.ts";

const FATES: readonly Fate[] = ["chroot", "anyway", "works"];
const SAID: readonly Said[] = ["high", "medium", "low", "unknown", "nothing"];

export function truthPage(cases: readonly TruthCase[]): string {
  return [
    "# Is the audit right?",
    INTRODUCTION,
    summary(cases),
    "## By rule",
    "Services with a finding of the rule, by what happened to them. A rule with _no_ in the second column does not say that something fails.",
    byRule(cases),
    "## By what is said",
    "Services by the most certain finding that predicts a failure. _Unknown_: no finding, and the audit names what it could not look at.",
    bySaid(cases),
    "## Where the audit and what happened differ",
    DIFFERENCES,
    listed(differences(cases)),
    "## Silent failures that an unknown names",
    named(cases),
    "## Every service",
    "What the exit status was where it failed; _fixed_ is how it ended with all fixes that nobody has to complete.",
    ...groups(cases),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

const INTRODUCTION = `Services that are really run by a systemd, unconfined and confined by the rules of nixpkgs 24.11, and what \`confined-units audit\` says of
them. The services are written from what real ones do, not from the rules. This page is made by \`npm run truth\`, and a test fails
where it is not what the services do now.`;

const DIFFERENCES = `_wrong_: the audit says with this confidence that the service fails, and it works. _miss_: it fails because of its chroot and nothing is said.
_hint_: only a finding of low confidence says so. _broken_: it fails unconfined as well, and nothing is said.
_fix_: it does not work with all fixes, or a fix does not evaluate, or breaks it.`;

function summary(cases: readonly TruthCase[]): string {
  const rows = (["high", "medium"] as const).map((confidence) => {
    const all = cases.flatMap((each) =>
      each.findings
        .filter((found) => predictsFailure(found) && found.confidence === confidence)
        .map(() => fateOf(each)),
    );
    const right = all.filter((fate) => fate !== "works").length;
    return [
      confidence,
      `${right} of ${all.length}`,
      all.length === 0 ? "–" : `${Math.floor((100 * right) / all.length)} %`,
    ];
  });
  const failing = cases.filter((each) => fateOf(each) === "chroot");
  const fixable = failing.filter(({ fixes }) => fixes.some(({ all }) => all));
  const fixed = fixable.filter(({ fixes }) =>
    fixes.some(({ all, outcome }) => all && outcome?.works === true),
  );
  return [
    `${cases.length} services; ${failing.length} fail because of their chroot. Of ${fixable.length} of these the audit proposes fixes that nobody has to complete, and ${fixed.length} work with them.`,
    table(["confidence", "findings of services that fail", "precision"], rows),
  ].join("\n\n");
}

function byRule(cases: readonly TruthCase[]): string {
  const codes = [...new Set(cases.flatMap(({ findings }) => findings.map(({ code }) => code)))].toSorted();
  const rows = codes.flatMap((code) =>
    (["high", "medium", "low"] as const).flatMap((confidence) => {
      const of = (each: TruthCase) =>
        each.findings.filter((found) => found.code === code && found.confidence === confidence);
      const having = cases.filter((each) => of(each).length > 0);
      if (having.length === 0) return [];
      const predicts = having.some((each) => of(each).some(predictsFailure));
      return [[code, predicts ? confidence : `${confidence}, no`, ...counts(having)]];
    }),
  );
  return table(["rule", "confidence", ...HEADS], rows);
}

function bySaid(cases: readonly TruthCase[]): string {
  const rows = SAID.map((said) => [said, ...counts(cases.filter((each) => saidOf(each) === said))]);
  return table(["audit says", ...HEADS], rows);
}

const HEADS = ["fails because of the chroot", "fails unconfined as well", "works"];

const counts = (cases: readonly TruthCase[]) =>
  FATES.map((fate) => String(cases.filter((each) => fateOf(each) === fate).length));

const listed = (lines: readonly string[]) =>
  lines.length === 0 ? "Nowhere." : lines.map((line) => `- ${line}`).join("\n");

function named(cases: readonly TruthCase[]): string {
  const silent = cases.filter((each) => fateOf(each) === "chroot" && saidOf(each) === "unknown");
  const lines = silent.map(
    ({ service, unknown }) =>
      `\`${service}\`: ${unknown.map(({ what, why }) => plain(`${what}: ${why}`)).join("; ")}`,
  );
  const noise = cases.filter((each) => fateOf(each) === "works" && each.unknown.length > 0).length;
  return `${listed(lines)}\n\n${noise} services that work have an unknown, too.`;
}

function groups(cases: readonly TruthCase[]): string[] {
  return [...new Set(cases.map(({ group }) => group))].flatMap((group) => {
    const rows = cases.filter((each) => each.group === group).map(rowOf);
    return [
      `### ${group}`,
      table(["service", "what it does", "unconfined", "confined", "audit", "fixed"], rows),
    ];
  });
}

function rowOf({ service, does, unconfined, confined, findings, unknown, fixes }: TruthCase): string[] {
  const said = [
    ...new Set(findings.map(({ code, confidence }) => `${code} ${confidence}`)),
    ...(unknown.length > 0 ? ["unknown"] : []),
  ];
  const fixed = fixes.find(({ all }) => all);
  return [
    `\`${service}\``,
    plain(does),
    unconfined.status,
    confined.status,
    said.join(", "),
    fixed === undefined ? "" : (fixed.outcome?.status ?? "does not evaluate"),
  ];
}

/** Text of a configuration, without what a page reads as markup and without the hashes of store paths. */
const plain = (text: string) =>
  text.replaceAll(/\/nix\/store\/[0-9a-z]{32}-/g, "").replaceAll(/[\\`*_|<>[\]]/g, (mark) => `\\${mark}`);
