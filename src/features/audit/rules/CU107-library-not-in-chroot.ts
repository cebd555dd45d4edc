import { programsOf } from "../analysis/programs.ts";
import { defineRule, setting } from "../rule.ts";

export default defineRule({
  code: "CU107",
  severity: "error",
  confidence: "high",
  title: "A program needs a shared library that is not in the chroot",
  message: "{program} needs {library}, but no directory that its loader searches has it in the chroot",
  many: "{program} needs {library:names}, but no directory that its loader searches has them in the chroot",
  why: "The loader ends the program with exit status 127 before it starts.",
  fixes: [
    ["manual", "Add the package of the library to `confinement.packages`."],
    [
      "manual",
      "Build the program so that it refers to the library: `autoPatchelfHook`, or `patchelf --add-rpath`.",
    ],
  ],
  wrong: `serviceConfig.ExecStart = "\${pkgs.app}/bin/app";
environment.LD_LIBRARY_PATH = lib.makeLibraryPath [ pkgs.openssl ];
confinement.enable = true;`,
  journal: {
    log: `app[812]: /nix/store/…-app-1.0/bin/app: error while loading shared libraries: libssl.so.3: cannot open shared object file: No such file or directory
systemd[1]: web.service: Main process exited, code=exited, status=127/n/a`,
  },
  right: `serviceConfig.ExecStart = "\${pkgs.app}/bin/app";
environment.LD_LIBRARY_PATH = lib.makeLibraryPath [ pkgs.openssl ];
confinement = {
  enable = true;
  packages = [ pkgs.openssl ];
};`,
  limits:
    "Libraries are searched as in ld.so(8). What a program opens later (dlopen) is not seen, and a library that only a wrapper adds to LD_LIBRARY_PATH is reported although it is found. Confidence is medium where an EnvironmentFile that is read at run time may set LD_LIBRARY_PATH.",
  check: (facts, found) => {
    const confidence = facts.environment.open.length > 0 ? "medium" : "high";
    return programsOf(facts).flatMap(({ option, name, missingLibraries }) =>
      missingLibraries.map((library) =>
        found({ program: name, library }, { ...setting(option), confidence }),
      ),
    );
  },
});
