import type { ServiceFacts } from "../../../service/facts.ts";
import { ownerOf } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { packageEntries } from "../analysis/package-entries.ts";
import { defineRule, text } from "../rule.ts";

/** Longer files are not environment files. */
const MAX_BYTES = 65536;

function refersToPaths({ files, storeDir }: ServiceFacts, file: string): boolean {
  const bytes = ownerOf(file, storeDir) === null ? null : files.read(file, 0, MAX_BYTES);
  return bytes !== null && storePathsIn(new TextDecoder().decode(bytes), storeDir).length > 0;
}

export default defineRule({
  code: "CU306",
  severity: "warning",
  confidence: "high",
  title: "`confinement.packages` contains the EnvironmentFile",
  message: "`confinement.packages` contains {path}, which is the EnvironmentFile",
  why: "systemd reads the file outside of the chroot, so it need not be in it. Written as a Nix path, it is copied to the store, where everyone can read it.",
  fixes: [["manual", "Remove it from `confinement.packages`."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  EnvironmentFile = "/run/secrets/web.env";
};
confinement = {
  enable = true;
  packages = [ "/run/secrets/web.env" ];
};`,
  journal: "Nothing: the service starts.",
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  EnvironmentFile = "/run/secrets/web.env";
};
confinement.enable = true;`,
  limits: "A file of the store that refers to store paths is left out: they get into the chroot with it.",
  check: (facts, found) => {
    const files = stringsOf(facts.config["EnvironmentFile"]).map((line) => line.replace(/^-/, ""));
    return (
      packageEntries(facts)
        // What it refers to has to be in the chroot: CU105.
        .filter((entry) => files.includes(entry) && !refersToPaths(facts, entry))
        .map((path) => found({ path }, { option: ["confinement", "packages"], target: text(path) }))
    );
  },
});
