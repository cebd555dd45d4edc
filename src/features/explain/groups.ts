import type { ClosureGraph } from "../../store-path/graph.ts";
import type { Definition, Json, Service } from "../../manifest/types.ts";
import { exclusiveTo, placesOf, sourcesOf, type TextSource } from "../../service/sources.ts";
import { FROM_DIALECT, settingsOfMode } from "../../reference/settings.ts";
import type { Dialect } from "../../reference/dialects.ts";

/** What one text adds to the chroot. Sizes are bytes of NAR. */
export interface Group {
  option: string[];
  text: string;
  places: Definition[];
  /** The store paths that the text names. */
  roots: string[];
  paths: number;
  bytes: number;
  /** What no other text adds: it would leave the chroot with this one. */
  exclusive: { paths: number; bytes: number };
}

/** A setting that confinement makes, and what the service has. */
export interface Setting {
  name: string;
  value: Json;
  /** What confinement sets by itself; absent: it depends on the dialect. */
  usual?: Json;
  overridden: boolean;
  places: Definition[];
}

/** One service's chroot. */
export interface Explanation {
  service: string;
  mode: string;
  dialect: Dialect;
  paths: { path: string; bytes: number; sources: number[] }[];
  bytes: number;
  groups: Group[];
  /** Null where the manifest lacks them. */
  settings: Setting[] | null;
}

/** Explains a chroot; `inside` are its store paths. */
export function explainService(
  service: Service,
  dialect: Dialect,
  graph: ClosureGraph,
  inside: readonly string[],
): Explanation {
  const sizeOf = (path: string) => graph.narSize(path) ?? 0;
  const sources = sourcesOf(service, graph, inside);
  const sum = (paths: Iterable<string>) => [...paths].reduce((total, path) => total + sizeOf(path), 0);
  const group = (source: TextSource): Group => {
    const exclusive = exclusiveTo(source, sources);
    return {
      option: source.option,
      text: source.text,
      places: source.places,
      roots: source.roots,
      paths: source.closure.size,
      bytes: sum(source.closure),
      exclusive: { paths: exclusive.length, bytes: sum(exclusive) },
    };
  };
  return {
    service: service.name,
    mode: service.confinement.mode,
    dialect,
    paths: inside.map((path) => ({
      path,
      bytes: sizeOf(path),
      sources: sources.flatMap(({ closure }, index) => (closure.has(path) ? [index] : [])),
    })),
    bytes: sum(inside),
    groups: sources.map(group),
    settings: settingsOf(service),
  };
}

function settingsOf(service: Service): Setting[] | null {
  const config = service.full?.serviceConfig;
  if (config === undefined || config === null) return null;
  const usual = new Map<string, Json | undefined>([
    ...Object.entries(settingsOfMode(service.confinement.mode)),
    ...FROM_DIALECT.map((name): [string, undefined] => [name, undefined]),
  ]);
  return [...usual]
    .filter(([name, value]) => value !== undefined || name in config)
    .map(([name, value]) => ({
      name,
      value: config[name] ?? null,
      ...(value === undefined ? {} : { usual: value }),
      overridden: value !== undefined && (config[name] ?? null) !== value,
      places: placesOf(service.full?.definitions ?? [], ["serviceConfig", name]).filter(
        ({ option }) => option.length > 1,
      ),
    }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
