import { nameOf } from "../../store-path/store-path.ts";
import type { NixEvent } from "./internal-json.ts";

/** What a Nix does at the moment. */
export interface NixStatus {
  /** Names of what is built now, the one begun first in front, such as `hello-2.12.1`. */
  building: string[];
  /** Names of what is copied or downloaded now. */
  copying: string[];
  builds: { done: number; expected: number; failed: number };
  copies: { done: number; expected: number };
}

interface Running {
  activity: string;
  name: string;
  progress: readonly number[];
}

/** Keeps count of Nix' activities. Events may come in any order, and of activities that were never started. */
export class Activities {
  readonly #running = new Map<string, Running>();
  /** Counts of activities that have ended. */
  readonly #ended = { builds: [0, 0, 0], copies: [0, 0] };

  apply(event: NixEvent): void {
    if (event.kind === "start") {
      const [subject] = event.fields;
      const name = typeof subject === "string" ? shownName(subject) : "";
      this.#running.set(event.id, { activity: event.activity, name, progress: [] });
    } else if (event.kind === "result" && event.result === "progress") {
      const running = this.#running.get(event.id);
      const [done, expected, , failed] = event.fields;
      if (running !== undefined) running.progress = [count(done), count(expected), count(failed)];
    } else if (event.kind === "stop") {
      const running = this.#running.get(event.id);
      this.#running.delete(event.id);
      if (running?.activity === "builds") add(this.#ended.builds, running.progress);
      if (running?.activity === "copy-paths") add(this.#ended.copies, running.progress);
    }
  }

  /** The name of a build that runs under this id; null: it is none. */
  buildOf(id: string): string | null {
    const running = this.#running.get(id);
    return running?.activity === "build" ? running.name : null;
  }

  status(): NixStatus {
    const builds = [...this.#ended.builds];
    const copies = [...this.#ended.copies];
    const building: string[] = [];
    const copying: string[] = [];
    for (const { activity, name, progress } of this.#running.values()) {
      if (activity === "builds") add(builds, progress);
      if (activity === "copy-paths") add(copies, progress);
      if (activity === "build") building.push(name);
      if (activity === "copy-path" || activity === "substitute") copying.push(name);
    }
    return {
      building,
      copying: [...new Set(copying)],
      builds: { done: builds[0]!, expected: builds[1]!, failed: builds[2]! },
      copies: { done: copies[0]!, expected: copies[1]! },
    };
  }
}

function add(sum: number[], values: readonly number[]): void {
  sum.forEach((value, i) => (sum[i] = value + (values[i] ?? 0)));
}

const count = (value: unknown) => (typeof value === "number" && Number.isFinite(value) ? value : 0);

/** `/nix/store/<hash>-hello-2.12.1.drv` → `hello-2.12.1`. */
function shownName(path: string): string {
  return nameOf(path).replace(/\.drv$/, "");
}
