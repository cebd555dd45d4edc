import type { PathChange, ServiceDiff } from "../core/diff.ts";
import { printable } from "../core/harmless.ts";
import { bytes } from "./table.ts";

const ACTIONS: Record<ServiceDiff["action"], string> = {
  start: "starts",
  stop: "stops",
  restart: "restarts",
  reload: "reloads",
  none: "keeps running",
};

const MARKS: Record<PathChange["kind"], string> = { added: "+", removed: "-", changed: "~", rebuilt: "=" };

/** Longer values are cut, and the store's folder and hashes left out: the whole ones are in the JSON. */
const LONGEST_VALUE = 100;

/** The differences of one host as text; `host` is null where it need not be named. */
export function diffText(host: string | null, services: readonly ServiceDiff[]): string {
  const title = host === null ? [] : [printable(host)];
  return [...title, ...services.flatMap(serviceLines)].map((line) => `${line}\n`).join("");
}

function serviceLines(diff: ServiceDiff): string[] {
  const { service, before, after, paths, settings, action, kind } = diff;
  const counts =
    before === null || after === null
      ? `${(after ?? before)!.paths} paths${sizeOf((after ?? before)!.bytes)}`
      : `${arrow(String(before.paths), String(after.paths))} paths${sizeChange(before.bytes, after.bytes)}`;
  const all = kind === "changed" ? paths : [];
  return [
    `${printable(service)}: ${kind}, ${counts}, ${ACTIONS[action]}`,
    ...all.map((change) => `  ${pathLine(change)}`),
    ...(kind === "changed" ? settings : []).map(
      ({ setting, before: old, after: now }) => `  ${printable(setting)}: ${value(old)} → ${value(now)}`,
    ),
  ];
}

function pathLine({ name, kind, before, after, bytes: grown }: PathChange): string {
  const versions = (side: PathChange["before"]) => side.map(({ version }) => version).join(", ");
  const shown =
    kind === "changed"
      ? arrow(versions(before), versions(after))
      : versions(after.length > 0 ? after : before);
  const rebuilt = kind === "rebuilt" ? " (rebuilt)" : "";
  const size = grown === null || grown === 0 ? "" : `  ${signed(grown)}`;
  return printable(`${MARKS[kind]} ${name}${shown === "" ? "" : ` ${shown}`}${rebuilt}${size}`);
}

const arrow = (before: string, after: string) => (before === after ? before : `${before} → ${after}`);
const sizeOf = (count: number | null) => (count === null ? "" : `, ${bytes(count)}`);
const signed = (count: number) => `${count < 0 ? "-" : "+"}${bytes(Math.abs(count))}`;

function sizeChange(before: number | null, after: number | null): string {
  return before === null || after === null ? "" : `, ${arrow(bytes(before), bytes(after))}`;
}

function value(json: unknown): string {
  if (json === undefined) return "not set";
  const text = withoutHashes(printable(JSON.stringify(json)));
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

/** `/nix/store/<hash>-curl` → `…/curl`, for each path in a text. */
function withoutHashes(text: string): string {
  return text
    .split(/([\s"])/)
    .map((word) => {
      let shown = "";
      let done = 0;
      for (const { index } of word.matchAll(/\/[0-9a-z]{32}-/g)) {
        const start = word.indexOf("/", done);
        if (start === index) continue;
        shown += `${word.slice(done, start)}…/`;
        done = index + HASH_LENGTH;
      }
      return shown + word.slice(done);
    })
    .join("");
}

/** Of `/<hash>-`. */
const HASH_LENGTH = 34;
