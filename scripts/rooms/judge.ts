import type { Arrow } from "./imports.ts";
import { BUILDER_ROOMS, BUILDERS, EFFECTS, FEATURES, PURE, ROOMS, STARTS_PROGRAMS } from "./rooms.ts";

/** Why an import is not allowed, in a sentence that names both files; null: it is. */
export function objection(arrow: Arrow): string | null {
  const { from, to, specifier, relative } = arrow;
  const [fromRoom, toRoom] = [roomOf(from), roomOf(to)];
  const say = (why: string) => `${from} imports ${relative ? to : specifier}: ${why}`;
  if (!relative) {
    if (fromRoom !== null && PURE.has(fromRoom))
      return say(`${fromRoom}/ is pure: no node: module and no package`);
    if (specifier === "node:child_process" && fromRoom !== STARTS_PROGRAMS) {
      return say(`only ${STARTS_PROGRAMS}/ starts programs`);
    }
    return featureObjection(arrow, say);
  }
  if (!to.endsWith(".ts") && !to.endsWith(".json")) return say("a relative import names its file with .ts");
  if (!to.startsWith("src/") && to !== "package.json") return say("src/ imports nothing outside src/");
  if (BUILDERS.includes(from)) {
    return toRoom !== null && (BUILDER_ROOMS as readonly string[]).includes(toRoom)
      ? null
      : say(`the programs in Nix builds hold only ${BUILDER_ROOMS.join(", ")}`);
  }
  if (fromRoom === null) return null;
  if (toRoom === null)
    return to === "package.json" ? null : say("the files beside the rooms stand above them all");
  if (fromRoom !== toRoom) {
    return level(toRoom) < level(fromRoom)
      ? featureObjection(arrow, say)
      : say(`${toRoom}/ stands above ${fromRoom}/`);
  }
  return fromRoom === "features" ? featureObjection(arrow, say) : null;
}

/** The room of a file; null for the files directly below src/ and for what is outside. */
export function roomOf(file: string): string | null {
  const [src, room, ...rest] = file.split("/");
  return src === "src" && room !== undefined && rest.length > 0 ? room : null;
}

function featureObjection(
  { from, to, specifier, relative }: Arrow,
  say: (why: string) => string,
): string | null {
  const [, room, feature = "", ...rest] = from.split("/");
  if (room !== "features" || rest.length === 0) return null;
  const outer = rest[0] === "command.ts" || rest[0] === "adapters" || rest[0] === "options.ts";
  if (!relative) return outer || !specifier.startsWith("node:") ? null : say("a feature's core is pure");
  const toRoom = roomOf(to);
  if (toRoom !== "features") {
    return outer || toRoom === null || !(EFFECTS as readonly string[]).includes(toRoom)
      ? null
      : say(`only a feature's command.ts and adapters/ reach ${toRoom}/`);
  }
  const [, , other = "", ...otherRest] = to.split("/");
  if (other === feature) {
    return !outer && (otherRest[0] === "command.ts" || otherRest[0] === "adapters")
      ? say("the core imports no adapter")
      : null;
  }
  const order = FEATURES as readonly string[];
  if (order.indexOf(other) < 0 || order.indexOf(other) >= order.indexOf(feature)) {
    return say(`features/${other} does not stand before features/${feature}`);
  }
  if (otherRest[0] === "command.ts") return say("a feature imports no other feature's command");
  return otherRest[0] === "adapters" && !outer ? say("the core imports no adapter") : null;
}

function level(room: string): number {
  const at = (ROOMS as readonly string[]).indexOf(room);
  if (at < 0) throw new Error(`src/${room} is no room of scripts/rooms/rooms.ts`);
  return at;
}

/** Rooms that import each other, directly. */
export function twoWayPairs(arrows: readonly Arrow[]): string[] {
  const seen = new Set(
    arrows.flatMap(({ from, to, relative }) => {
      const [a, b] = [roomOf(from), roomOf(to)];
      return relative && a !== null && b !== null && a !== b ? [`${a} → ${b}`] : [];
    }),
  );
  return [...seen].filter((pair) => seen.has(pair.split(" → ").toReversed().join(" → ")));
}

/** Files that import each other in a circle, the first again at the end; null: there is none. */
export function circleIn(arrows: readonly Arrow[]): string[] | null {
  const next = new Map<string, Arrow[]>();
  for (const arrow of arrows) {
    if (arrow.relative) next.set(arrow.from, [...(next.get(arrow.from) ?? []), arrow]);
  }
  const done = new Set<string>();
  const way: string[] = [];
  const follow = (file: string): string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return null;
    way.push(file);
    for (const { to } of next.get(file) ?? []) {
      const circle = follow(to);
      if (circle !== null) return circle;
    }
    way.pop();
    done.add(file);
    return null;
  };
  for (const file of next.keys()) {
    const circle = follow(file);
    if (circle !== null) return circle;
  }
  return null;
}
