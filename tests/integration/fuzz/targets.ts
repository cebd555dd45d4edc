import type { Target } from "./engine.ts";
import { elf, shebang } from "./targets/files.ts";
import { flakeReference, ignore, names, policy } from "./targets/given.ts";
import { manifestTarget } from "./targets/manifest.ts";
import { derivation, graph, log, nixError, nixVersion, pathInfo } from "./targets/nix-output.ts";
import { nixSource, shellScript } from "./targets/sources.ts";
import { failure } from "./targets/failures.ts";
import { dropIn, exec, trace } from "./targets/units.ts";

/** Everything that reads what others wrote. */
export const TARGETS: readonly Target[] = [
  manifestTarget,
  pathInfo,
  log,
  nixError,
  graph,
  derivation,
  nixVersion,
  dropIn,
  exec,
  trace,
  failure,
  elf,
  shebang,
  nixSource,
  shellScript,
  policy,
  ignore,
  names,
  flakeReference,
];
