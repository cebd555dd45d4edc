import { abbreviated } from "../../store-path/text.ts";
import { escapeLine } from "../../base/sanitize.ts";
import type { PathChange, ServiceDiff } from "./diff.ts";
import { bytes } from "../../report/table.ts";
import { lines, type Document } from "../../report/document.ts";
import type { HostsJson } from "../../report/json-types.ts";
import { styled, type Line, type Style } from "../../report/spans.ts";

const ACTIONS: Record<ServiceDiff["action"], string> = {
  start: "starts",
  stop: "stops",
  restart: "restarts",
  reload: "reloads",
  none: "keeps running",
};

const MARKS: Record<PathChange["kind"], [mark: string, style: Style]> = {
  added: ["+", "added"],
  removed: ["-", "removed"],
  changed: ["~", "changed"],
  rebuilt: ["=", "changed"],
};

/** Longer values are cut, and the store's directory and hashes left out: the whole ones are in the JSON. */
const LONGEST_VALUE = 100;

/** A host in `diff --json`: its services that differ. */
export interface DiffData {
  services: readonly ServiceDiff[];
}

export type DiffJson = HostsJson<DiffData>;

/** The differences of one host; it has no lines where there are none. */
export const diffDocument = (services: readonly ServiceDiff[]): Document<DiffData> => ({
  data: { services },
  blocks: [lines(...services.flatMap(serviceLines))],
});

/** All of it in a sentence. */
export function diffSummary(hosts: readonly { services: readonly ServiceDiff[] }[]): string {
  const changed = hosts.filter(({ services }) => services.length > 0);
  if (changed.length === 0) return "no differences";
  const services = changed.flatMap((host) => host.services);
  const restarts = services.filter(({ action }) => action === "restart").map(({ service }) => service);
  const where = hosts.length === 1 ? "" : ` on ${changed.length} of ${hosts.length} hosts`;
  const restarted =
    restarts.length === 0
      ? "none is restarted"
      : `restarted: ${[...new Set(restarts)].map(escapeLine).join(", ")}`;
  return `${services.length} ${services.length === 1 ? "service differs" : "services differ"}${where}; ${restarted}`;
}

export function serviceLines(diff: ServiceDiff): Line[] {
  const { service, before, after, paths, settings, action, kind } = diff;
  const counts =
    before === null || after === null
      ? `${(after ?? before)!.paths} paths${sizeOf((after ?? before)!.bytes)}`
      : `${arrow(String(before.paths), String(after.paths))} paths${sizeChange(before.bytes, after.bytes)}`;
  const all = kind === "changed" ? paths : [];
  return [
    [styled("title", escapeLine(service)), `: ${kind}, ${counts}, ${ACTIONS[action]}`],
    ...all.map(pathLine),
    ...(kind === "changed" ? settings : []).map(({ setting, before: old, after: now }): Line => [
      `  ${escapeLine(setting)}: ${value(old)} → ${value(now)}`,
    ]),
  ];
}

function pathLine({ name, kind, before, after, bytes: grown }: PathChange): Line {
  const versions = (side: PathChange["before"]) => side.map(({ version }) => version).join(", ");
  const shown =
    kind === "changed"
      ? arrow(versions(before), versions(after))
      : versions(after.length > 0 ? after : before);
  const rebuilt = kind === "rebuilt" ? " (rebuilt)" : "";
  const size = grown === null || grown === 0 ? "" : `  ${signed(grown)}`;
  const text = escapeLine(`${name}${shown === "" ? "" : ` ${shown}`}${rebuilt}${size}`);
  const [mark, style] = MARKS[kind];
  return style === "changed" ? [styled(style, `  ${mark} `), text] : [styled(style, `  ${mark} ${text}`)];
}

const arrow = (before: string, after: string) => (before === after ? before : `${before} → ${after}`);
const sizeOf = (count: number | null) => (count === null ? "" : `, ${bytes(count)}`);
const signed = (count: number) => `${count < 0 ? "-" : "+"}${bytes(Math.abs(count))}`;

function sizeChange(before: number | null, after: number | null): string {
  return before === null || after === null ? "" : `, ${arrow(bytes(before), bytes(after))}`;
}

function value(json: unknown): string {
  if (json === undefined) return "not set";
  const text = abbreviated(escapeLine(JSON.stringify(json)), "…/");
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
