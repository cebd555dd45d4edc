import { ClosureGraph } from "../../store-path/graph.ts";
import { isFailed, type Generated } from "../../drop-in/generate.ts";
import type { Manifest, Service } from "../../manifest/types.ts";
import { DIALECTS, type Dialect } from "../../reference/dialects.ts";
import { lines, type Document } from "../../report/document.ts";
import type { HostsJson } from "../../report/json-types.ts";
import { bytes, type Column } from "../../report/table.ts";

/** A host with its drop-ins and the sizes of store paths, as NAR. */
interface Subject extends Pick<Generated, "dropIns" | "errors"> {
  manifest: Manifest;
  graph: ClosureGraph;
}

/** One confined service; `bytes` is the size of its closure as NAR. */
export interface ListedService {
  name: string;
  mode: string;
  dialect: Dialect;
  paths: number;
  bytes: number;
}

/** A host in `list --json`. */
export interface ListData {
  services: ListedService[];
  /** Services without a drop-in. */
  errors: { service: string; message: string }[];
}

export type ListJson = HostsJson<ListData>;

const COLUMNS: readonly Column[] = [
  { title: "SERVICE" },
  { title: "MODE" },
  { title: "NIXPKGS" },
  { title: "PATHS", align: "right" },
  { title: "SIZE", align: "right" },
];

export function listDocument(host: Subject): Document<ListData> {
  const services = rowsOf(host);
  const rows = services.map(({ name, mode, dialect, paths, bytes: size }) => [
    name,
    mode,
    DIALECTS[dialect].nixpkgs,
    String(paths),
    bytes(size),
  ]);
  const errors = host.errors.map(({ service, message }) => ({ service, message }));
  return {
    data: { services, errors },
    blocks: [rows.length === 0 ? lines(["no confined services"]) : { kind: "table", columns: COLUMNS, rows }],
  };
}

function rowsOf({ manifest, dropIns, graph }: Subject): ListedService[] {
  const services = new Map(
    manifest.services.flatMap((entry): [string, Service][] => (isFailed(entry) ? [] : [[entry.name, entry]])),
  );
  return dropIns.map(({ plan }) => ({
    name: plan.service,
    mode: services.get(plan.service)!.confinement.mode,
    dialect: plan.dialect,
    paths: plan.binds.length,
    bytes: plan.binds.reduce((sum, { target }) => sum + (graph.narSize(target) ?? 0), 0),
  }));
}
