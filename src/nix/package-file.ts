import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { ConfinedUnitsError } from "../base/errors.ts";

/** The path of a file of this package, from the bundles in dist/ as from the sources. Throws where it is missing. */
export function packageFile(path: string): string {
  const places = [`../${path}`, `../../${path}`].map((place) =>
    fileURLToPath(new URL(place, import.meta.url)),
  );
  const found = places.find((place) => existsSync(place));
  if (found !== undefined) return found;
  throw new ConfinedUnitsError(
    "internal",
    `the package is incomplete: there is no ${places.join(", nor ")}`,
    {
      hint: "in a checkout, run: npm run build",
    },
  );
}
