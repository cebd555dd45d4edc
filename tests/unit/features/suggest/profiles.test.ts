import { answersWith } from "../../../support/answers.ts";
import { ClosureGraph } from "../../../../src/store-path/graph.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { storePathsIn } from "../../../../src/store-path/text.ts";
import { suggest } from "../../../../src/features/suggest/suggest.ts";
import type { FullService } from "../../../../src/manifest/types.ts";
import { PROFILES, type ProfileName } from "../../../../src/reference/profiles.ts";
import { elfFile } from "../../programs/elf-maker.ts";
import { memoryFiles } from "../../programs/memory.ts";
import { fullFacts, service, storePath } from "../../../support/services.ts";

const program = `${storePath(1, "app-1")}/bin/app`;
const loader = `${storePath(2, "glibc-2")}/lib/ld.so`;

/** What is suggested for a service that sets TZ, and whose program asks the C library for `calls`. */
function suggested(calls: string, ownModule: boolean) {
  const subject: FullService = {
    ...service("web", [program]),
    full: fullFacts({
      serviceConfig: { ExecStart: program, PrivateTmp: true },
      environment: { TZ: "Europe/Berlin", TZDIR: `${storePath(3, "tzdata-3")}/share/zoneinfo` },
      ownModule,
    }),
  };
  const tree = { [loader]: elfFile({}), [program]: elfFile({ interpreter: loader, soname: calls }) };
  const files = memoryFiles(tree, { [program]: 0o555 });
  const world = {
    graph: new ClosureGraph(new Map()),
    files,
    answers: answersWith(),
  };
  const planOf = ({ packageText }: FullService) => ({
    service: "web",
    dialect: "2024" as const,
    file: "",
    binSh: null,
    inaccessible: [],
    binds: [loader, packageText]
      .flatMap((text) => storePathsIn(text))
      .map((target) => ({ source: null, target })),
    warnings: [],
    mounts: "read-only" as const,
  });
  return suggest(subject, planOf, world);
}

test("a profile that is suggested binds what it binds: the audit does not ask for it again", () => {
  for (const ownModule of [true, false]) {
    const { block, limitations } = suggested("localtime", ownModule);
    assert.match(block.join("\n"), ownModule ? 'profiles = [ "timezone" ]' : "/etc/localtime");
    assert.not.match(limitations.join("\n"), "/etc/localtime");
  }
});

test("what no suggested profile binds is still asked for", () => {
  assert.match(suggested("getpwnam", true).limitations.join("\n"), "/etc/passwd");
});

test("each profile binds something, or names a variable whose store paths are in the chroot", () => {
  for (const name of Object.keys(PROFILES) as ProfileName[]) {
    const { binds, variables } = PROFILES[name];
    assert.ok(binds.length + variables.length > 0, name);
  }
});

test.run();
