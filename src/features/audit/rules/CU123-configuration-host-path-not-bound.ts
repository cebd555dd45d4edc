import { ownerOf, shortName } from "../../../store-path/store-path.ts";
import { startedBy } from "../analysis/started-commands.ts";
import { fixForHostPath, isMissingHostPath } from "../analysis/host-paths.ts";
import { defineRule, text } from "../rule.ts";

/** Longer files are data. */
const MAX_BYTES = 65536;

/** An absolute path as a value: the whole of a word, a quoted text, or what is behind `=` or `:`. */
const VALUE = /(?<=^|[\s"'=:[(,])\/[\w.+@/-]+(?=$|[\s"';,)\]])/gm;

export default defineRule({
  code: "CU123",
  severity: "warning",
  confidence: "medium",
  title: "A configuration file of the store names a path of the host that is not bound",
  message: "{file} names {path}, which is not bound into the chroot",
  many: "{file} names {path:names}, which are not bound into the chroot",
  why: "The program reads the file in the chroot, and looks for what it names there as well.",
  fixes: [
    [
      "unsafe",
      "For a directory that the service owns: `StateDirectory`, `CacheDirectory` or `LogsDirectory`.",
    ],
    ["unsafe", "Bind the path with `BindReadOnlyPaths`, or with `BindPaths` if the service writes to it."],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.radicale}/bin/radicale -C \${pkgs.writeText "radicale.conf" "filesystem_folder = /var/lib/radicale"}";
confinement.enable = true;`,
  journal: {
    log: `radicale[812]: [CRITICAL] An exception occurred during server startup: [Errno 30] Read-only file system: '/var/lib/radicale'
systemd[1]: web.service: Main process exited, code=exited, status=1/FAILURE`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.radicale}/bin/radicale -C \${pkgs.writeText "radicale.conf" "filesystem_folder = /var/lib/radicale"}";
  StateDirectory = "radicale";
};
confinement.enable = true;`,
  limits:
    "Only text files of at most 64 KiB that are themselves arguments, and names below /etc, /home, /srv, /var and the like. Lines that begin with `#`, `;` or `//` are left out; what a path is for is not known. What the program is not certain to open gives low confidence: everything but the argument of an option such as `-c`, `-C`, `-f` or `--config`.",
  check: (facts, found) => {
    const files = startedBy(facts).flatMap(({ option, args, confidence }) =>
      args.flatMap((arg, index) => {
        const [, name, path] = /^(?:(-{1,2}[\w-]+)=)?(\/.*)$/.exec(arg) ?? [];
        if (path === undefined || ownerOf(path, facts.storeDir) === null) return [];
        const isConfiguration = /^-(?:[cCf]|-?(?:.*-)?conf(?:ig)?(?:ur\w+)?(?:-file)?)$/.test(
          name ?? args[index - 1] ?? "",
        );
        return [{ option, path, isCertain: isConfiguration && confidence !== "low" }];
      }),
    );
    return files.flatMap(({ option, path: file, isCertain }) =>
      pathsIn(facts.files.read(file, 0, MAX_BYTES + 1))
        .filter((path) => isMissingHostPath(facts, path))
        .map((path) =>
          found(
            { file: shortName(file, facts.storeDir), path },
            {
              option,
              target: text(file),
              confidence: isCertain ? "medium" : "low",
              fixes: [fixForHostPath(path)],
            },
          ),
        ),
    );
  },
});

/** The absolute paths in a text file; of what is no text, or too long, none. */
function pathsIn(bytes: Uint8Array | null): string[] {
  if (bytes === null || bytes.length > MAX_BYTES || bytes.includes(0) || bytes[0] === 0x23) return [];
  const lines = new TextDecoder().decode(bytes).split("\n");
  const values = lines.filter((line) => !/^\s*(?:[#;]|\/\/)/.test(line)).join("\n");
  return [...new Set(values.match(VALUE) ?? [])];
}
