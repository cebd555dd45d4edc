import { STORE_DIR } from "../store-path/store-path.ts";
import { UsageError } from "../base/errors.ts";
import type { Layout } from "./layout.ts";

/** What a reference script and the settings beside it say about the dialect that they are of. */
export interface Evidence {
  layout: Layout;
  /** Whether the script hides /tmp and /var/tmp. */
  hidesTmp: boolean;
  PrivateTmp: boolean | string | null;
  RootDirectory: string | null;
  pathSafeName: string;
}

/** All that differs between the dialects of nixpkgs' systemd-confinement.nix. */
export interface DialectRecord {
  /** The releases of nixpkgs that have these rules, to follow "nixpkgs" in a sentence. */
  nixpkgs: string;
  layout: Layout;
  /** RootDirectory; `{name}` is the name that is safe in a path. Null: a directory of the store, another one for each service. */
  root: string | null;
  /** The settings that it makes besides RootDirectory and those of the mode. */
  settings: readonly string[];
  /** Whether /tmp and /var/tmp are made inaccessible unless PrivateTmp is set. */
  hidesTmp: boolean;
  /** What PrivateTmp may be: with `boolean`, the evaluation of a string ends in an error that nothing catches. */
  privateTmp: "boolean" | "any";
  /** Whether nothing can be written to the root; else it is a tmpfs. */
  readOnlyRoot: boolean;
  /** Whether the instances of a template have one root, which systemd removes with the first of them that stops. */
  sharedInstanceRoot: boolean;
  /** Settings that undo the chroot. */
  refuses: readonly string[];
  /** Empty directories that systemd makes in the root, by mode: measured (tests/system/views.test.ts). */
  baseDirectories: { full: readonly string[]; chroot: readonly string[] };
  /** Whether the evidence is of these rules; asked of the newest first, and the first that agrees gives the name. */
  isEvidentIn(evidence: Evidence): boolean;
}

const ON_TMPFS = {
  settings: ["TemporaryFileSystem"],
  hidesTmp: false,
  privateTmp: "any",
  readOnlyRoot: false,
  sharedInstanceRoot: false,
  refuses: ["DynamicUser", "ProtectSystem"],
  baseDirectories: { full: [], chroot: ["/run"] },
} as const;

const BELOW_RUN = {
  layout: "drop-in",
  settings: ["InaccessiblePaths", "ReadOnlyPaths", "RuntimeDirectory"],
  hidesTmp: true,
  readOnlyRoot: true,
  refuses: [],
  baseDirectories: {
    full: ["/etc", "/root", "/usr"],
    chroot: ["/etc", "/root", "/usr", "/dev", "/proc", "/run", "/sys", "/var"],
  },
} as const;

/** Of 2024 or later, as far as anything says so. */
const isBelowRun = ({ layout, RootDirectory, PrivateTmp, hidesTmp }: Evidence) =>
  layout === "drop-in" && RootDirectory !== "/var/empty" && (hidesTmp || PrivateTmp !== false);

const RECORDS = {
  "2019": {
    ...ON_TMPFS,
    nixpkgs: "19.09–21.11",
    layout: "unit-file",
    root: null,
    isEvidentIn: ({ layout }) => layout === "unit-file",
  },
  "2022": {
    ...ON_TMPFS,
    nixpkgs: "22.05–24.05",
    layout: "drop-in",
    root: "/var/empty",
    isEvidentIn: ({ layout }) => layout === "drop-in",
  },
  "2024": {
    ...BELOW_RUN,
    nixpkgs: "24.11–25.05",
    root: "/run/confinement/{name}",
    privateTmp: "boolean",
    sharedInstanceRoot: true,
    isEvidentIn: isBelowRun,
  },
  "2025": {
    ...BELOW_RUN,
    nixpkgs: "25.11 and later",
    root: "/run/confinement/%n",
    privateTmp: "boolean",
    sharedInstanceRoot: false,
    isEvidentIn: (evidence) => {
      const { RootDirectory: root, pathSafeName } = evidence;
      const isInstance = root?.startsWith("/run/confinement/") && root !== `/run/confinement/${pathSafeName}`;
      return isBelowRun(evidence) && isInstance === true;
    },
  },
  "2026": {
    ...BELOW_RUN,
    nixpkgs: "with pull request 560614",
    root: "/run/confinement/%n",
    privateTmp: "any",
    sharedInstanceRoot: false,
    isEvidentIn: (evidence) => isBelowRun(evidence) && typeof evidence.PrivateTmp === "string",
  },
} satisfies Record<string, DialectRecord>;

/** The rules of one period of the reference, by the year they came (docs/explanation/dialects.md). */
export type Dialect = keyof typeof RECORDS;

/**
 * All dialects. nix/reference/dialects.nix is the other side of the border, and a test compares the two. The
 * releases are inferred from the text of the module that they have.
 */
export const DIALECTS: Readonly<Record<Dialect, DialectRecord>> = RECORDS;

/** Ascending. */
export const DIALECT_NAMES = Object.keys(DIALECTS).toSorted() as Dialect[];

/** Where the dialect does not matter, or is unknown. */
export const USUAL_DIALECT: Dialect = "2024";

/** A dialect in the words of users, such as "rules of nixpkgs 24.11–25.05". */
export const rulesOfNixpkgs = (dialect: Dialect): string => `rules of nixpkgs ${DIALECTS[dialect].nixpkgs}`;

/** Throws UsageError for a name that is none of DIALECT_NAMES. */
export function parseDialect(name: string): Dialect {
  const found = DIALECT_NAMES.find((dialect) => dialect === name);
  if (found === undefined) {
    throw new UsageError(`there are no rules called ${JSON.stringify(name)}`, {
      hint: `the rules are ${DIALECT_NAMES.join(", ")}; by default, those of the host's nixpkgs are used`,
    });
  }
  return found;
}

/** Where a confined service's root directory is; null: in the store, another one for each. */
export function rootOf(dialect: Dialect, { pathSafeName }: { pathSafeName: string }): string | null {
  return DIALECTS[dialect].root?.replace("{name}", () => pathSafeName) ?? null;
}

/** The root of each instance of its own, which some dialects have and our own module gives the others. */
export const INSTANCE_ROOT = "/run/confinement/%n";

/** The dialect that evidence is of. Informative only: nothing is decided by a name that was read off a script. */
export function dialectOf(evidence: Evidence): Dialect {
  return DIALECT_NAMES.findLast((dialect) => DIALECTS[dialect].isEvidentIn(evidence)) ?? USUAL_DIALECT;
}

/** The dialect that puts a chroot there: the earliest of several; `root` is a RootDirectory without specifiers. */
export function dialectOfRoot(root: string): Dialect {
  const fits = (template: string | null) =>
    template === null
      ? root.startsWith(`${STORE_DIR}/`)
      : template === INSTANCE_ROOT
        ? /^\/run\/confinement\/.*\.service$/.test(root)
        : template === root;
  return DIALECT_NAMES.find((dialect) => fits(DIALECTS[dialect].root)) ?? USUAL_DIALECT;
}
