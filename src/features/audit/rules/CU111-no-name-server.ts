import { safe } from "../../../diagnostics/fix.ts";
import { baseName, RESOLVERS } from "../analysis/libraries.ts";
import { programsOf } from "../analysis/programs.ts";
import { defineRule, setting } from "../rule.ts";

/** Servers of DNS: they are configured with the servers that they ask. */
const SERVERS =
  /^(?:named|bind|unbound|stubby|knotd|kresd|nsd|pdns_server|pdns_recursor|dnsmasq|coredns|dnscrypt-proxy)$/;

export default defineRule({
  code: "CU111",
  severity: "warning",
  confidence: "medium",
  title: "A program that resolves names has no /etc/resolv.conf",
  message: "{program} is linked with {library}, but /etc/resolv.conf is not bound",
  why: "Name resolution has no server to ask: host names cannot be resolved.",
  fixes: [["safe", "Add the `dns` profile, or bind /etc/resolv.conf."]],
  wrong: `serviceConfig.ExecStart = "\${pkgs.curl}/bin/curl https://example.org";
confinement.enable = true;`,
  journal: {
    log: `curl[812]: curl: (6) Could not resolve host: example.org
systemd[1]: web.service: Main process exited, code=exited, status=6/NOTCONFIGURED`,
  },
  right: `serviceConfig = {
  ExecStart = "\${pkgs.curl}/bin/curl https://example.org";
  BindReadOnlyPaths = [ "/etc/resolv.conf" ];
};
confinement.enable = true;`,
  limits:
    "The rule reads which libraries the program is linked with, not whether it resolves names. Servers of DNS, which ask other servers themselves, are left out.",
  check: (facts, found) => {
    if (facts.view.shows("/etc/resolv.conf")) return [];
    return programsOf(facts).flatMap(({ option, name, loaded }) => {
      const library = SERVERS.test(baseName(name)) ? undefined : loaded?.find((path) => RESOLVERS.test(path));
      if (library === undefined) return [];
      const fixes = [safe({ kind: "profile", name: "dns" })];
      return [found({ program: name, library: baseName(library) }, { ...setting(option), fixes })];
    });
  },
});
