import { test } from "uvu";
import * as assert from "uvu/assert";
import { auditService } from "../../../../src/features/audit/audit.ts";
import { factsOf } from "../../../../src/service/facts.ts";
import type { FullService } from "../../../../src/manifest/types.ts";
import type { ServicePlan } from "../../../../src/drop-in/plan.ts";
import { graphOf } from "../../../../src/store-path/graph.ts";
import { memoryFiles } from "../../programs/memory.ts";
import { fullFacts, service, storePath } from "../../../support/services.ts";

const [app, data, conf] = [storePath(1, "app-1"), storePath(2, "data-2"), storePath(3, "env")];

/** The findings in a service that names what is not in its chroot, in a store of this directory. */
function codesIn(storeDir: string, binds: string[] = []): string[] {
  const moved = <T>(value: T): T => JSON.parse(JSON.stringify(value).replaceAll("/nix/store", storeDir)) as T;
  const subject: FullService = moved({
    ...service("web", [`${app}/bin/app`]),
    context: { [`${app}.drv`]: { outputs: ["out"] } },
    full: fullFacts({
      serviceConfig: {
        ExecStart: `${app}/bin/app`,
        EnvironmentFile: conf,
        BindReadOnlyPaths: ["/etc/ssl", ...binds],
        WorkingDirectory: data,
      },
      environment: { DATA: `${data}/share` },
    }),
  });
  const plan: ServicePlan = {
    service: "web",
    dialect: "2024",
    file: "",
    binSh: null,
    inaccessible: [],
    binds: [{ source: null, target: moved(app) }],
    warnings: [],
    mounts: "read-only",
  };
  const files = memoryFiles(moved({ [conf]: `X=${data}`, [`${app}/bin/app`]: `#!${data}/bin/sh\n` }));
  return auditService(
    factsOf(subject, plan, {
      graph: graphOf([]),
      files,
      readShell: () => ({ notLookedAt: "no parser here" }),
    }),
  )
    .map(({ code, option }) => `${code} ${option.join(".")}`)
    .toSorted();
}

test("a store elsewhere has the findings of one at the usual place", () => {
  const usual = codesIn("/nix/store");
  for (const code of ["CU103", "CU104", "CU105", "CU106", "CU110"])
    assert.ok(
      usual.some((line) => line.startsWith(code)),
      `${code} in ${usual.join("\n")}`,
    );
  assert.equal(codesIn("/srv/nix/store"), usual);
});

test("to bind the whole store is a finding, wherever it is", () => {
  const usual = codesIn("/nix/store", ["/nix/store"]);
  assert.ok(usual.includes("CU402 serviceConfig.BindReadOnlyPaths"), usual.join("\n"));
  assert.equal(codesIn("/srv/nix/store", ["/nix/store"]), usual);
});

test.run();
