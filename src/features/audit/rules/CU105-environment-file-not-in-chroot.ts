import { nameOf, ownerOf, shortName } from "../../../store-path/store-path.ts";
import { storePathsIn } from "../../../store-path/text.ts";
import { stringsOf } from "../../../systemd/lines.ts";
import { safe } from "../../../diagnostics/fix.ts";
import { defineRule, setting } from "../rule.ts";

/** Longer files are not environment files. */
const MAX_BYTES = 65536;

export default defineRule({
  code: "CU105",
  severity: "error",
  confidence: "medium",
  title: "An EnvironmentFile in the store refers to a store path that is not in the chroot",
  message: "the EnvironmentFile {file} refers to {path}, which is not in the chroot",
  why: "systemd reads the file outside of the chroot, but the program gets a value that points to nothing inside.",
  fixes: [["safe", "Add the EnvironmentFile, and with it all that it refers to, to `confinement.packages`."]],
  wrong: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  EnvironmentFile = pkgs.writeText "environment" "MIME_TYPES=\${pkgs.mailcap}/etc/mime.types";
};
confinement.enable = true;`,
  journal: "Nothing from systemd: the service starts, and the program fails when it opens the path.",
  right: `serviceConfig = {
  ExecStart = "\${pkgs.hello}/bin/hello";
  EnvironmentFile = pkgs.writeText "environment" "MIME_TYPES=\${pkgs.mailcap}/etc/mime.types";
};
confinement = {
  enable = true;
  packages = [ config.systemd.services.web.serviceConfig.EnvironmentFile ];
};`,
  limits: "Files in the store only: one that is made on the running host cannot be read here.",
  check: (facts, found) =>
    stringsOf(facts.config["EnvironmentFile"]).flatMap((line) => {
      const file = line.replace(/^-/, "");
      const bytes = ownerOf(file, facts.storeDir) !== null ? facts.files.read(file, 0, MAX_BYTES) : null;
      const paths = bytes === null ? [] : storePathsIn(new TextDecoder().decode(bytes), facts.storeDir);
      return paths
        .filter((path) => !facts.view.mayShow(path))
        .map((path) =>
          found(
            { file: shortName(file, facts.storeDir), path: nameOf(path) },
            {
              ...setting("EnvironmentFile"),
              fixes: [safe({ kind: "setting-paths", name: "EnvironmentFile" })],
            },
          ),
        );
    }),
});
