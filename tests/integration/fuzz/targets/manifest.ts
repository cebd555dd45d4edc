import { answersWith } from "../../../support/answers.ts";
import { graphOf } from "../../../../src/store-path/graph.ts";
import { posix } from "node:path";
import { auditService } from "../../../../src/features/audit/audit.ts";
import { unitFromManifest } from "../../../../src/service/make-unit.ts";
import { closureOf } from "../../../../src/store-path/closure.ts";
import { planEnter } from "../../../../src/runner/view.ts";
import { explainService } from "../../../../src/features/explain/groups.ts";
import { reasonsFor } from "../../../../src/features/explain/reasons.ts";
import { generateDropIns, isFailed } from "../../../../src/drop-in/generate.ts";
import { parseManifest } from "../../../../src/manifest/decode.ts";
import type { Manifest, Service } from "../../../../src/manifest/types.ts";
import type { ServicePlan } from "../../../../src/drop-in/plan.ts";
import { elfFile } from "../../../unit/programs/elf-maker.ts";
import { memoryFiles } from "../../../unit/programs/memory.ts";
import {
  links,
  manifest,
  script,
  SCRIPTS,
  service,
  storePath,
  withShell,
} from "../../../support/services.ts";
import { requirePrintable, type Target } from "../engine.ts";
import { textOf } from "./text.ts";
import { auditDocument } from "../../../../src/features/audit/document.ts";
import { explanationDocument } from "../../../../src/features/explain/document.ts";
import { shownText } from "../../../support/document.ts";

const [app, lib, link] = [storePath(1, "app-1.0"), storePath(2, "lib-2.3-dev"), storePath(3, "link")];
const graph = graphOf([
  [app, [app, lib]],
  [lib, []],
  [link, [app]],
]);
const store = links({ [link]: null, [`${lib}/bin/sh`]: `${lib}/bin/dash` });
const files = memoryFiles({
  [`${app}/bin/app`]: elfFile({ needed: ["liblib.so"], runpath: `${lib}/lib` }),
  [`${app}/bin/run`]: `#!${lib}/bin/sh\ncurl http://x >/etc/x\n`,
  [link]: "-> /nowhere",
});

const full = {
  ...withShell(service("get@", [`-+${app}/bin/app "%i" --x=/etc/x`, link]), `${lib}/bin/sh`),
  context: { [`${app}.drv`]: { outputs: ["out"] }, [lib]: { path: true } },
  settings: { PrivateTmp: false, RootDirectory: "/run/confinement/get-" },
  full: {
    serviceConfig: {
      ExecStart: `-+${app}/bin/app "%i" --x=/etc/x`,
      ExecStartPre: [`${app}/bin/run && ls`, ""],
      BindReadOnlyPaths: ["-/etc/resolv.conf:/etc/resolv.conf", "/run/x"],
      StateDirectory: "get get/%i",
      Environment: 'A="b c" D=e',
      EnvironmentFile: "/run/secret",
      User: "get",
      WorkingDirectory: "-~",
      PrivateTmp: false,
    },
    unitText: `[Service]\nExecStart=${app}\nX-ReloadIfChanged=true\n`,
    environment: { PATH: `${app}/bin:${lib}/bin`, CA: `${lib}/ca.crt` },
    path: [app],
    context: { [app]: { allOutputs: true } },
    ownModule: false,
    profiles: ["dns"],
    ignore: { CU404: "it is wanted" },
    definitions: [{ option: ["serviceConfig", "ExecStart"], file: "/x/a.nix", line: 3, column: 7 }],
  },
};

const DECLARED = manifest([
  full,
  { name: "bad", error: "it throws" },
  service("web", [app], {
    confinement: { ...service("web", [app]).confinement, mounts: "inherit" },
  }),
]);
const READ = manifest([{ ...service("x", [app]), reference: { script: "k" } }], null, {
  k: script(SCRIPTS["2024 without a shell"]),
});

/** All that is made of a manifest without looking at the machine. */
function usesOf(host: Manifest) {
  const rootsOf = ({ packageText }: Service) =>
    [...graph.paths()].filter((path) => packageText.includes(path));
  const generated = generateDropIns(host, graph, rootsOf, store, { strict: false, images: {} });
  for (const { path, content, plan } of generated.dropIns) {
    if (posix.normalize(path) !== path || path.split("/").length > 5) throw new Error(`written to ${path}`);
    // Of the other strategies' own lines there are three.
    const lines = 7 + plan.inaccessible.length + plan.binds.length + (plan.binSh === null ? 0 : 1);
    if (content.split("\n").length > lines) throw new Error(`more than ${lines} lines: ${content}`);
  }
  const services = new Map(
    host.services.flatMap((entry) => (isFailed(entry) ? [] : [[entry.name, entry] as const])),
  );
  const views = generated.dropIns.map(({ plan }) => viewOf(services.get(plan.service)!, plan));
  return { host, generated, views };
}

function viewOf(own: Service, plan: ServicePlan) {
  const inside = plan.binds.map(({ target }) => target);
  const explanation = explainService(own, plan.dialect, graph, inside);
  shownText(explanationDocument(explanation)).split("\n").forEach(requirePrintable);
  const reasons = inside.map((path) => reasonsFor(own, graph, inside, path));
  const world = { graph, files, answers: answersWith() };
  const findings =
    own.full === undefined ? [] : auditService(unitFromManifest({ ...own, full: own.full }, plan, world));
  shownText(auditDocument({ kept: findings, ignored: [] }, [], null))
    .split("\n")
    .forEach(requirePrintable);
  const options = { toolShell: null, terminal: null, command: ["sh"], exists: () => false };
  const entered = own.full === undefined ? null : planEnter(own, plan, own.full, options);
  return { explanation, reasons, findings, entered, closure: closureOf(graph, inside) };
}

export const manifestTarget: Target = {
  name: "manifest",
  seeds: [DECLARED, READ].map((each) => JSON.stringify(each)),
  json: true,
  words: (
    "schema services error full reference mounts image overlay disconnected a/b 2019 2026 PrivateTmp +/bin/x " +
    `/etc/resolv.conf: User=x \${HOME} $$ %i /nix/store a	b ${"x".repeat(300)} ${app} ${link} ${lib}/bin/sh`
  ).split(" "),
  read: (input) => usesOf(parseManifest(textOf(input))),
};
