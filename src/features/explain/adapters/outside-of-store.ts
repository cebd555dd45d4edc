import type { Service } from "../../../manifest/types.ts";
import { inWorkingTree, type SourceMapping } from "../../../nix/evaluate/mapping.ts";

/** The service, with the places of its options in the files that people edit. */
export function outsideOfStore(service: Service, trees: readonly SourceMapping[]): Service {
  const { full } = service;
  if (full === undefined) return service;
  const definitions = full.definitions.map((definition) => ({
    ...definition,
    file: inWorkingTree(definition.file, trees),
  }));
  return { ...service, full: { ...full, definitions } };
}
