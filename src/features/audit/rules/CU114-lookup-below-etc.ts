import { profileFor } from "../../../reference/profiles.ts";
import { functionsIn } from "../../../programs/symbols.ts";
import { unsafe } from "../../../diagnostics/fix.ts";
import { programsOf } from "../analysis/programs.ts";
import { defineRule, setting } from "../rule.ts";

/** Functions of the C library, and the file that each of them opens. */
const OPENED: readonly { file: string; functions: readonly string[] }[] = [
  { file: "/etc/resolv.conf", functions: ["getaddrinfo", "gethostbyname", "gethostbyname_r"] },
  { file: "/etc/passwd", functions: ["getpwnam", "getpwnam_r", "initgroups", "getgrnam"] },
  { file: "/etc/localtime", functions: ["localtime", "localtime_r"] },
];

export default defineRule({
  code: "CU114",
  severity: "note",
  confidence: "low",
  title: "A program may open a file below /etc that is not bound",
  message: "{program} may open {files:list}, which the chroot lacks (it imports {functions:list})",
  why: "Without these files there is no name server and no user name, and local time is UTC. Many programs work without them.",
  fixes: [["unsafe", "If the program does: add the profiles `dns`, `nss` or `timezone`, or bind the files."]],
  wrong: `serviceConfig.ExecStart = "\${pkgs.dnsmasq}/bin/dnsmasq -k --user=dnsmasq";
confinement.enable = true;`,
  journal: {
    log: `dnsmasq[812]: dnsmasq: unknown user or group: dnsmasq
systemd[1]: web.service: Main process exited, code=exited, status=1/FAILURE`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.dnsmasq}/bin/dnsmasq -k --user=dnsmasq";
  BindReadOnlyPaths = [ "/etc/passwd" "/etc/group" ];
};
confinement.enable = true;`,
  limits:
    "The rule reads which functions of the C library the program itself imports, such as `getpwnam`, not whether it calls them. `confined-units enter SERVICE --strace` shows what it opens.",
  // One note for each program: that it can call a function does not say that it does.
  check: (facts, found) => {
    const wanted = OPENED.filter(({ file }) => !facts.view.mayShow(file));
    return programsOf(facts).flatMap(({ option, path, name, loaded }) => {
      if (loaded === null) return [];
      const asked = wanted.flatMap((each) => {
        const called = functionsIn(path, each.functions, facts.files);
        return called.length === 0 ? [] : [{ ...each, called }];
      });
      if (asked.length === 0) return [];
      const args = {
        program: name,
        functions: asked.flatMap(({ called }) => called),
        files: asked.map(({ file }) => file),
      };
      const edits = asked
        .map(({ file }) => profileFor(file))
        .filter((profile) => profile !== null)
        .map((profile) => ({ kind: "profile", name: profile }) as const);
      return [found(args, { ...setting(option), fixes: [unsafe(...edits)] })];
    });
  },
});
