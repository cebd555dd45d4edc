import { ClosureGraph } from "../../../../src/store-path/graph.ts";
/** Facts about a service, built for tests of rules: no process, no store. */
import { unitFromManifest } from "../../../../src/service/make-unit.ts";
import type { Unit } from "../../../../src/service/unit.ts";
import { answersWith } from "../../../support/answers.ts";
import type { Dialect } from "../../../../src/reference/dialects.ts";
import type { SearchPath, ShellCommand, ShellFacts } from "../../../../src/programs/shell.ts";
import type { Context } from "../../../../src/store-path/context.ts";
import type { Json } from "../../../../src/manifest/types.ts";
import type { MountStrategy } from "../../../../src/reference/strategies.ts";
import type { Limits } from "../../../../src/service/limits.ts";
import { elfFile, type Recipe } from "../../programs/elf-maker.ts";
import { memoryFiles, type Tree } from "../../programs/memory.ts";
import { fullFacts, service, storePath } from "../../../support/services.ts";

export const app = storePath(1, "app-1");
export const glibc = storePath(2, "glibc-2");
export const bash = storePath(3, "bash-5.2");
export const curl = storePath(4, "curl-8");
export const coreutils = storePath(5, "coreutils-9");
export const openssl = storePath(6, "openssl-3");
export const data = storePath(7, "data-1");
export const python = storePath(8, "python3-3.12");

const ALL = [app, glibc, bash, curl, coreutils, openssl, data, python];

/** An ELF program of `app`, which the service runs unless it says otherwise. */
export const program = `${app}/bin/app`;
export const LOADER = `${glibc}/lib/ld.so`;

/** A script of the service, and what a shell would do in it. */
export const script = `${app}/bin/web-start`;

/** What differs from a service that is all right. */
export interface Given {
  name?: string;
  /** serviceConfig besides ExecStart; null: the manifest lacks it. */
  config?: Record<string, Json> | null;
  environment?: Record<string, Json>;
  /** The store paths in the chroot. */
  inside?: string[];
  /** More files. */
  tree?: Tree;
  modes?: Record<string, number>;
  /** What the ELF program says, besides its loader. */
  elf?: Recipe;
  /** The program has no loader. */
  isStatic?: boolean;
  /** ExecStart is the script, which does this. */
  shell?: Partial<ShellFacts>;
  references?: Record<string, string[]>;
  packages?: string[];
  binSh?: string | null;
  fullUnit?: boolean;
  mode?: string;
  /** RootDirectory; absent: that of confinement in 2024. */
  root?: string | null;
  dialect?: Dialect;
  mounts?: MountStrategy;
  /** Store paths that are dangling symlinks. */
  dangling?: string[];
  ownModule?: boolean;
  /** Options that a file defines: `serviceConfig.PrivateUsers`. */
  defined?: string[];
  /** String contexts of its options; absent: of all store paths. */
  context?: Context;
  policy?: Limits & { services?: Record<string, Limits> };
  unitText?: string;
  /** Warnings of systemd 252: line and message. */
  warnings?: [number, string][];
}

/** Facts as the audit gets them. */
export function facts(given: Given = {}): Unit {
  const { name = "web", config = {}, inside = [app, glibc], shell, binSh = null, policy } = given;
  const started = shell === undefined ? program : script;
  const plain = service(name, given.packages ?? [started]);
  const { mode = plain.confinement.mode, fullUnit = false } = given;
  const RootDirectory = given.root === undefined ? plain.settings.RootDirectory : given.root;
  const subject = {
    ...plain,
    confinement: { ...plain.confinement, binSh, mode, fullUnit },
    settings: { ...plain.settings, RootDirectory },
    full: fullFacts({
      serviceConfig: config === null ? null : { ExecStart: started, ...config },
      environment: given.environment ?? {},
      ownModule: given.ownModule ?? false,
      unitText: given.unitText ?? null,
      context: given.context ?? Object.fromEntries(ALL.map((path) => [path, { path: true }])),
      definitions: (given.defined ?? []).map((option) => ({
        option: option.split("."),
        file: "web.nix",
        line: 1,
        column: 1,
      })),
    }),
  };
  const { dialect = "2024", mounts = "read-only", dangling = [], warnings } = given;
  const plan = {
    service: name,
    dialect,
    file: "",
    binSh,
    inaccessible: [],
    binds: inside.map((target) => ({ source: null, target })),
    warnings: [
      ...dangling.map((path) => ({ code: "dangling-symlink" as const, service: name, path, message: "" })),
      ...dangling.map((path) => ({ code: "image-not-built" as const, service: name, path, message: "" })),
    ],
    mounts,
  };
  const files = memoryFiles(
    {
      [LOADER]: elfFile({}),
      [program]: elfFile({ ...(given.isStatic === true ? {} : { interpreter: LOADER }), ...given.elf }),
      [script]: `#!${glibc}/bin/sh\n`,
      [`${glibc}/bin/sh`]: "",
      [`${openssl}/lib/libssl.so.3`]: elfFile({}),
      [`${curl}/lib/libcurl.so.4`]: elfFile({}),
      [`${curl}/bin/curl`]: "",
      [`${coreutils}/bin/mv`]: "",
      ...given.tree,
    },
    { [program]: 0o555, ...given.modes },
  );
  const world = {
    graph: new ClosureGraph(
      new Map(
        (given.references === undefined
          ? plan.binds.map(({ target }) => target)
          : Object.keys(given.references)
        ).map((path) => [path, { references: given.references?.[path] ?? [], narSize: 100 }]),
      ),
    ),
    files,
    answers: answersWith(shell === undefined ? null : { ...NOTHING, ...shell }),
    ...(policy === undefined ? {} : { policy: { services: {}, ...policy } }),
  };
  const verified =
    warnings === undefined
      ? null
      : { version: "252", warnings: warnings.map(([line, message]) => ({ line, message })) };
  return unitFromManifest(subject, plan, world, verified);
}

const NOTHING: ShellFacts = {
  shebang: null,
  commands: [],
  paths: [],
  searchPaths: [],
  probed: [],
  functions: [],
  problems: [],
};

/** A command in the script. */
export const command = (name: string | null, more: Partial<ShellCommand> = {}): ShellCommand => ({
  name,
  kind: "bare",
  line: 2,
  column: 1,
  text: name ?? "$x",
  via: [],
  confidence: "high",
  runs: "always",
  failureMatters: true,
  ...more,
});

/** An assignment to PATH in the script. */
export const searchPath = (directories: (string | null)[], forOneCommand = false): SearchPath => ({
  directories,
  forOneCommand,
  line: 1,
  column: 1,
});
