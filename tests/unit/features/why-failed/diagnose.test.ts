/** What systemd 252 and 257 said of units that failed, recorded by tests/system, read again. */
import { graphOf } from "../../../../src/store-path/graph.ts";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { factsOf } from "../../../../src/service/facts.ts";
import type { Cause } from "../../../../src/features/why-failed/cause.ts";
import { deployedUnit } from "../../../../src/features/why-failed/deployed.ts";
import { diagnose } from "../../../../src/features/why-failed/diagnose.ts";
import { endingOf } from "../../../../src/features/why-failed/ending.ts";
import { readJournal } from "../../../../src/systemd/journal.ts";
import { readShow } from "../../../../src/systemd/show.ts";
import type { StoreFiles } from "../../../../src/programs/port.ts";
import { memoryFiles } from "../../programs/memory.ts";

const RECORDED = join(import.meta.dirname, "../../../fixtures/failures");

const BUSYBOX = "/nix/store/hwyiqw3cafdg1hdbb7ncv8nxm97nqksg-busybox";
const PROBE = "/nix/store/qhkyd1cq7wwcwg57a62jckq9jnmpb706-probe";
const STORE = memoryFiles(
  { [`${PROBE}/bin/probe`]: `#!${BUSYBOX}/bin/sh\n`, [`${BUSYBOX}/bin/sh`]: "-> busybox" },
  { [`${PROBE}/bin/probe`]: 0o555 },
);

interface Reading {
  version?: number;
  /** Without the text of the unit. */
  withoutCat?: boolean;
  /** The files of the machine itself. */
  machine?: StoreFiles | null;
  files?: StoreFiles;
}

function reasonsFor(
  name: string,
  { version = 252, withoutCat, machine = null, files = STORE }: Reading = {},
) {
  const read = (kind: string) => readFileSync(join(RECORDED, String(version), `${name}.${kind}`), "utf8");
  const show = readShow(read("show"));
  const said = readJournal(read("json"), show.get("InvocationID")?.[0] ?? null);
  const { service, plan } = deployedUnit(name, show, withoutCat === true ? null : read("cat"));
  const world = { graph: graphOf([]), files, readShell: () => ({ notLookedAt: "no parser here" }) };
  const root = show.get("RootDirectory")![0]!;
  return diagnose(endingOf(show, said)!, said, { facts: factsOf(service, plan, world)!, root, machine });
}

const brief = ({ code, option, message, fixes }: Cause) => [
  code,
  option.join("."),
  message,
  ...fixes.flatMap(({ applicability, title, lines }) => [`${applicability}: ${title}`, ...lines]),
];

/** What is said of each, by both versions of systemd. */
const EXPECTED: Record<string, { what: string; causes: (string | null)[][] }> = {
  program: {
    what: "ExecStart exited with 203/EXEC: the program could not be executed",
    causes: [
      [
        "CU104",
        "serviceConfig.ExecStart",
        `ExecStart refers to ${PROBE}/bin/probe, which is not in the chroot`,
        "manual: add probe to the chroot",
        "confinement.packages = [ pkgs.… ];",
      ],
    ],
  },
  interpreter: {
    what: "ExecStart exited with 203/EXEC: the program could not be executed",
    causes: [
      [
        "CU106",
        "serviceConfig.ExecStart",
        `probe/bin/probe is run by ${BUSYBOX}/bin/sh, which is not in the chroot`,
        "manual: add busybox to the chroot",
        "confinement.packages = [ pkgs.… ];",
      ],
    ],
  },
  pre: {
    what: "ExecStartPre exited with 203/EXEC: the program could not be executed",
    causes: [
      [
        null,
        "serviceConfig.ExecStartPre",
        `${BUSYBOX}/bin/nothing does not exist: busybox is in the chroot, and it has bin/sh`,
        "manual: name a program of the package",
        'serviceConfig.ExecStartPre = "${pkgs.…}/bin/sh";',
      ],
    ],
  },
  source: {
    what: "ExecStart exited with 226/NAMESPACE: the mounts of the chroot could not be made",
    causes: [
      [
        null,
        "confinement",
        "the drop-in binds /nix/store/00000000000000000000000000000000-nowhere, which is not in the store",
        "manual: realise the path",
        "# nix-store --realise /nix/store/00000000000000000000000000000000-nowhere",
        "manual: switch to the configuration again",
      ],
    ],
  },
  hostsource: {
    what: "ExecStart exited with 226/NAMESPACE: the mounts of the chroot could not be made",
    causes: [
      [
        null,
        "serviceConfig.BindPaths",
        "BindPaths names /run/no-such.sock, which does not exist on the host",
        "manual: start without it",
        'serviceConfig.BindPaths = [ "-/run/no-such.sock" ];',
        "manual: start after the unit that makes it",
        'after = [ "….service" ];',
      ],
    ],
  },
  command: {
    what: "ExecStart exited with 127: a command or a library was not found",
    causes: [
      [
        "CU102",
        "serviceConfig.ExecStart",
        "`convert` is run from PATH, but no directory of PATH has it",
        "manual: add the package that has bin/convert to `path`, and `path` to the chroot",
        "path = [ pkgs.… ];",
        "confinement.packages = [ config.systemd.services.command.environment.PATH ];",
      ],
    ],
  },
  cred: {
    what: "ExecStart exited with 243/CREDENTIALS: the credentials could not be set up",
    causes: [
      [
        null,
        "serviceConfig.LoadCredential",
        'LoadCredential reads /run/secrets/token for "token", which has to exist on the host',
        "manual: declare the secret beside the service",
        '# sops.secrets."token" = { };',
      ],
    ],
  },
  chdir: {
    what: "ExecStart exited with 200/CHDIR: the working directory could not be entered",
    causes: [
      [
        "CU108",
        "serviceConfig.WorkingDirectory",
        "WorkingDirectory refers to /srv/www, which is not bound into the chroot",
        "unsafe: bind /srv/www read-only",
        'serviceConfig.BindReadOnlyPaths = [ "/srv/www" ];',
      ],
    ],
  },
  user: {
    what: "ExecStart exited with 217/USER: the user is not known, or its namespace could not be made",
    causes: [
      [
        null,
        "serviceConfig.User",
        "User is nouser: No such process",
        "manual: declare the user beside the service",
        '# users.users.nouser = { isSystemUser = true; group = "nouser"; };',
        "manual: let systemd make a user for this service",
        "serviceConfig.DynamicUser = true;",
      ],
    ],
  },
  envfile: {
    what: "systemd could not begin: an environment file, a socket or a process could not be set up",
    causes: [
      [
        null,
        "serviceConfig.EnvironmentFile",
        "EnvironmentFile names /run/no.env, which is not there or cannot be read",
        "manual: start without it",
        'serviceConfig.EnvironmentFile = "-/run/no.env";',
        "manual: start after the unit that makes it",
        'after = [ "….service" ];',
      ],
    ],
  },
  assert: {
    what: "an Assert… of the unit does not hold, so nothing was run",
    causes: [[null, "unitConfig.AssertPathExists", "the unit has AssertPathExists=/nowhere"]],
  },
};

for (const version of [252, 257]) {
  for (const [name, { what, causes }] of Object.entries(EXPECTED)) {
    test(`systemd ${version}: ${name}`, () => {
      const diagnosis = reasonsFor(name, { version });
      assert.is(diagnosis.what, what);
      assert.equal(diagnosis.causes.map(brief), causes);
    });
  }
}

test("systemctl show alone has all but credentials and assertions", () => {
  const told = Object.keys(EXPECTED).filter(
    (name) => reasonsFor(name, { withoutCat: true }).causes.length > 0,
  );
  assert.equal(
    told,
    Object.keys(EXPECTED).filter((name) => !["cred", "assert"].includes(name)),
  );
});

test("on the machine itself, a credential that is there is not blamed", () => {
  const there = memoryFiles({ "/run/secrets/token": "" });
  assert.equal(reasonsFor("cred", { machine: there }).causes, []);
  const [cause] = reasonsFor("cred", { machine: memoryFiles({}) }).causes;
  assert.is(
    cause!.message,
    'LoadCredential reads /run/secrets/token for "token", which does not exist on the host',
  );
  assert.is(cause!.confidence, "high");
});

test("a command that a directory of PATH has is a package that the chroot lacks", () => {
  const files = memoryFiles({ [`${BUSYBOX}/bin/convert`]: "" });
  const [cause] = reasonsFor("command", { files }).causes;
  assert.is(cause!.code, "CU101");
  assert.is(
    cause!.message,
    "`convert` is run from PATH, but busybox, which provides it, is not in the chroot",
  );
});

test("a program that this machine does not have is not said to lack anything", () => {
  assert.equal(reasonsFor("pre", { files: memoryFiles({}) }).causes, []);
});

test.run();
