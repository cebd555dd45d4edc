import type { NixStatus } from "../nix/log/activities.ts";

/** Work that is counted, such as `{ what: "evaluating host", done: 3, total: 20 }`. */
export interface Step {
  what: string;
  done: number;
  total: number;
}

/** Fewer things done, or less time, say nothing about the rest. */
const LEAST_DONE = 3;
const LEAST_MS = 2000;

/** How long the command has run, and how long its step will take where that is known, in milliseconds. */
export interface Times {
  elapsed: number;
  left: number | null;
}

/** What is done now, in a few words: builds before copies before our own step; null where there is nothing to show. */
export function statusLine(status: NixStatus, step: Step | null, { elapsed, left }: Times): string | null {
  const time = ` · ${duration(elapsed)}`;
  const { building, copying, builds, copies } = status;
  const failed = builds.failed === 0 ? "" : `, ${builds.failed} failed`;
  if (building.length > 0) return `building ${several(building)}${counted(builds)}${failed}${time}`;
  if (copying.length > 0) return `copying ${several(copying)}${counted(copies)}${time}`;
  if (step === null) return null;
  if (step.total <= 1) return `${step.what}${time}`;
  const estimate = left === null || left < 0 ? "" : `, about ${duration(left)} left`;
  return `${step.what} ${Math.min(step.done + 1, step.total)} of ${step.total}${time}${estimate}`;
}

/** How many milliseconds the rest takes when it goes on as it went; null where nobody can say. */
export function timeLeft({ done, total }: Step, elapsed: number): number | null {
  if (done < LEAST_DONE || elapsed < LEAST_MS || done >= total) return null;
  return (elapsed / done) * (total - done);
}

/** `7 s`, `2 min 5 s`, `1 h 3 min`. */
export function duration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

const several = ([first, ...others]: readonly string[]) =>
  others.length === 0 ? first! : `${first} and ${others.length} more`;

const counted = ({ done, expected }: { done: number; expected: number }) =>
  expected > 1 ? ` (${done} of ${expected} done)` : "";
