import type { Found, Target } from "../manifest/target.ts";
import type { Definition } from "../manifest/types.ts";
import { inWorkingTree, type SourceMapping } from "../nix/evaluate/mapping.ts";
import type { NixParser } from "./jobs.ts";
import { unrefined } from "./unrefined.ts";

/** Says where things are written in the Nix files of a host. */
export interface Sources {
  /** What cannot be found is at the option, or at the file, with the reason. Rejects only where the run is stopped. */
  locate(definition: Definition, target: Target): Promise<Found>;
}

/** The Nix files that a manifest's definitions name; nothing is read before the first question. */
export function openSources(parser: NixParser, mappings: readonly SourceMapping[] = []): Sources {
  // A file that the parser gave up on costs a thread, and is not tried again.
  const lost = new Map<string, string>();
  return {
    async locate(definition, target) {
      const { file, line, option } = definition;
      const failed = (reason: string) => unrefined(definition, mappings, reason);
      if (line === 0)
        return failed(
          `Nix knows of ${option.join(".")} only that ${inWorkingTree(file, mappings)} defines it`,
        );
      const known = lost.get(file);
      if (known !== undefined) return failed(known);
      const found = await parser.run(file, { kind: "locate", definition, target, mappings });
      if ("value" in found) return found.value;
      const reason = `${file} is not looked at: ${found.notLookedAt}`;
      lost.set(file, reason);
      return failed(reason);
    },
  };
}
