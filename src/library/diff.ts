import { factsOf } from "../features/diff/adapters/host-facts.ts";
import { diffServices } from "../features/diff/diff.ts";
import type { DiffData } from "../features/diff/document.ts";
import type { GeneratedHost } from "./generate.ts";

/**
 * What differs between two states of a host: store paths, settings, and what systemd does with each unit on the switch. The data of
 * `diff --json` for this host.
 */
export const diff = (before: GeneratedHost, after: GeneratedHost): DiffData => ({
  services: diffServices(factsOf(before), factsOf(after)),
});
