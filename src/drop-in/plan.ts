import type { ClosureGraph } from "../store-path/graph.ts";
import { ConfinedUnitsError, ServiceError } from "../base/errors.ts";
import { checkServiceName } from "./names.ts";
import type { Service } from "../manifest/types.ts";
import type { Dialect } from "../reference/dialects.ts";
import { dropInPath } from "../reference/layout.ts";
import type { DialectFacts } from "../reference/rules.ts";
import { DEFAULT_STRATEGY, STRATEGIES, type MountStrategy } from "../reference/strategies.ts";
import { builtBy, exportedClosure, textClosure, ascending } from "../store-path/closure.ts";
import { isDerivation } from "../store-path/store-path.ts";

/** The file system, as far as a drop-in depends on it. */
export interface StoreReader {
  isSymlink(path: string): boolean;
  /** Where a path leads once all symlinks are followed; null where some part is not there: `readlink -e`. */
  resolve(path: string): string | null;
  /** Whether more symlinks lie on the way to it than the kernel follows, which `readlink -e` does follow. Absent: none does. */
  isTooLong?(path: string): boolean;
  /** The store as a build sees it that has these store paths in its sandbox. Absent: there is no sandbox, and all is seen. */
  within?: (paths: ReadonlySet<string>) => StoreReader;
}

/** One `BindReadOnlyPaths=`. `source` is null where it is the target itself, "" where it is a dangling symlink. */
export interface Bind {
  source: string | null;
  target: string;
}

export interface Warning {
  code: "dangling-symlink" | "long-symlink-chain" | "misread-by-systemd" | "image-not-built";
  service: string;
  path: string;
  message: string;
}

/** All that a drop-in says, before it is text. */
export interface ServicePlan {
  service: string;
  dialect: Dialect;
  /** Relative to the output. */
  file: string;
  /** What is bound to /bin/sh; null: nothing. */
  binSh: string | null;
  /** Directives that stand between /bin/sh and the store paths. */
  inaccessible: readonly string[];
  mounts: MountStrategy;
  binds: readonly Bind[];
  warnings: readonly Warning[];
}

export interface PlanOptions {
  /** Refuse what the reference builds wrongly, instead of a warning. */
  strict: boolean;
}

/**
 * Decides what a service's drop-in says, by the rules of the reference (systemd-confinement.nix of nixpkgs). `roots` are
 * the store paths that the context of the package text names. Throws ServiceError for what the reference refuses to build,
 * for a name that leads out of the output, and with `strict` for what it builds wrongly.
 */
export function planService(
  service: Service,
  facts: DialectFacts,
  graph: ClosureGraph,
  roots: Iterable<string>,
  store: StoreReader,
  options: PlanOptions,
): ServicePlan {
  checkServiceName(service.name, facts.layout);
  const mounts = service.confinement.mounts ?? DEFAULT_STRATEGY;
  const references = textClosure(graph, roots, service.packageText);
  requireBuilt(service.name, graph, references);
  // The reference's builder has the text as its input. Nothing but that text may decide what is seen here.
  const seen = store.within?.(references) ?? store;
  const binSh = ofService(service.name, () => resolveShell(service, seen));
  const closure = ascending(exportedClosure(graph, references));
  const binds = ofService(service.name, () => closure.map((path) => bindOf(path, seen)));
  // A store path that is not a symlink says nothing that could be misread.
  const links = binds.filter((bind) => bind.source !== null);
  for (const source of [binSh, ...links.map((link) => link.source)]) checkOneLine(service.name, source);
  const warnings = [
    ...shellWarnings(service.name, binSh),
    ...links.flatMap((link) => bindWarnings(service.name, link)),
    ...[
      ...(binSh === null ? [] : [service.confinement.binSh!]),
      ...links.map(({ target }) => target),
    ].flatMap((path) => chainWarnings(service.name, path, seen)),
    // Only the reference's own lines are written as they are.
  ].filter(({ code }) => STRATEGIES[mounts].unescaped || code !== "misread-by-systemd");
  const [first] = warnings;
  if (options.strict && first !== undefined) {
    throw new ServiceError(first.service, first.message, {
      hint: "leave out --strict to build what nixpkgs builds",
    });
  }
  return {
    service: service.name,
    dialect: facts.dialect,
    file: dropInPath(service.name, facts),
    binSh,
    inaccessible: facts.inaccessible,
    mounts,
    binds,
    warnings,
  };
}

/** Nix hands the reference's builder what derivations build only where it is there, and else fails. */
function requireBuilt(service: string, graph: ClosureGraph, references: ReadonlySet<string>): void {
  for (const drvPath of [...references].filter(isDerivation)) {
    const missing = builtBy(graph, [drvPath]).find((path) => !graph.has(path));
    if (missing === undefined) continue;
    const output = missing === "" ? "an output whose path is only known when it is built" : missing;
    throw new ServiceError(
      service,
      `its chroot would hold ${drvPath}, which builds ${output}: it is not built`,
      {
        hint: "name the package itself instead of its .drv file, or build it first; nixpkgs fails here, too",
      },
    );
  }
}

/** The reference's script ends here when the shell does not resolve: an assignment under `set -e`. */
function resolveShell(service: Service, store: StoreReader): string | null {
  const { binSh } = service.confinement;
  if (binSh === null) return null;
  const resolved = store.resolve(binSh);
  if (resolved !== null) return resolved;
  throw new ServiceError(
    service.name,
    `confinement.binSh is ${binSh}, which does not exist or is a dangling symlink`,
    {
      hint: "set confinement.binSh to a program of the store, or to null for a chroot without /bin/sh",
    },
  );
}

/** What a reader cannot resolve to a path that a drop-in can name is the failure of one service, not of all. */
function ofService<T>(service: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (
      !(error instanceof ConfinedUnitsError) ||
      error.code !== "service-refused" ||
      error instanceof ServiceError
    )
      throw error;
    throw new ServiceError(service, error.message, error.hint === undefined ? {} : { hint: error.hint });
  }
}

/**
 * The reference would write the path anyway, and systemd read a directive of the path's own making. These three end a line for systemd
 * (systemd.syntax(7) speaks of newlines; a carriage return and NUL do, too); other control characters it reads as they are.
 */
function checkOneLine(service: string, source: string | null): void {
  if (source === null || !/[\n\r\0]/.test(source)) return;
  throw new ServiceError(
    service,
    `${JSON.stringify(source)} would be bound, and the line break in it ends the line of a drop-in`,
    { hint: "rename the file that the symlink points to" },
  );
}

function bindOf(path: string, store: StoreReader): Bind {
  return { source: store.isSymlink(path) ? (store.resolve(path) ?? "") : null, target: path };
}

function bindWarnings(service: string, { source, target }: Bind): Warning[] {
  if (source === "") {
    const message = `${target} is a dangling symlink; nixpkgs binds it anyway`;
    return [{ code: "dangling-symlink", service, path: target, message }];
  }
  return source === null ? [] : misread(service, source);
}

/** The reference binds the end of the chain, so that the service has it; nothing outside of the chroot can open the path. */
function chainWarnings(service: string, path: string, store: StoreReader): Warning[] {
  if (store.isTooLong?.(path) !== true) return [];
  const message = `${path} is a chain of more than 40 symlinks, which the kernel does not follow; its end is bound, as nixpkgs does`;
  return [{ code: "long-symlink-chain", service, path, message }];
}

const shellWarnings = (service: string, binSh: string | null) =>
  binSh === null ? [] : misread(service, binSh);

/** The reference does not escape (systemd.exec(5), BindPaths=, and systemd.unit(5), "Specifiers"). */
function misread(service: string, path: string): Warning[] {
  if (!/[%:"'\\\s]/.test(path)) return [];
  const message = `${JSON.stringify(path)} holds characters that systemd reads in its own way; the bind will be another or none`;
  return [{ code: "misread-by-systemd", service, path, message }];
}
