import { test } from "uvu";
import * as assert from "uvu/assert";
import { MODULE_FIXTURES, withLib } from "../../support/nixpkgs-lib.ts";
import { confined, evaluateIn } from "./support.ts";

interface Result {
  binds: string[];
  packages: string[];
  environment: Record<string, string>;
  after: string[];
}

/** What a host with these profiles has, hashes left out. The host's /etc: from the store, live, and switched off. */
function withProfiles(lib: string, profiles: string[], more = ""): Result {
  const module = `{ pkgs, lib, ... }: {
    environment.etc = {
      hosts.source = pkgs.writeText "hosts" "127.0.0.1 localhost";
      localtime = { source = "/etc/zoneinfo/Europe/Berlin"; mode = "direct-symlink"; };
      zoneinfo.source = "\${pkgs.tzdata}/share/zoneinfo";
      "nsswitch.conf" = { source = ${MODULE_FIXTURES}/services.nix; enable = true; };
      "nix/nix.conf" = { source = throw "switched off"; enable = false; };
    } // lib.genAttrs [ "ssl/certs/ca-certificates.crt" "ssl/certs/ca-bundle.crt" "pki/tls/certs/ca-bundle.crt" ]
      (_: { source = "\${pkgs.caBundle}"; });
    services.nscd.enable = lib.mkDefault true;
    systemd.globalEnvironment.LOCALE_ARCHIVE = "\${pkgs.glibcLocales or pkgs.hello}/lib/locale/locale-archive";
    systemd.services.it.confinement = {
      enable = true;
      binSh = null;
      profiles = lib.splitString " " ${JSON.stringify(profiles.join(" "))};
    };
    ${more}
  }`;
  const result = evaluateIn(
    lib,
    { module },
    `{
      binds = service.serviceConfig.BindReadOnlyPaths or [ ];
      packages = map toString service.confinement.packages;
      environment = removeAttrs service.environment [ "PATH" ];
      inherit (service) after;
    }`,
  );
  return JSON.parse(JSON.stringify(result).replaceAll(/\/nix\/store\/[a-z0-9]{32}-/g, "S-")) as Result;
}

const bundle = "S-ca-bundle.crt";
const zones = "S-tzdata-2024b/share/zoneinfo";

const expected: Record<string, Partial<Result>> = {
  dns: { binds: ["S-hosts:/etc/hosts", "-/etc/resolv.conf"], packages: ["S-hosts"] },
  tls: {
    binds: [
      `${bundle}:/etc/pki/tls/certs/ca-bundle.crt`,
      `${bundle}:/etc/ssl/certs/ca-bundle.crt`,
      `${bundle}:/etc/ssl/certs/ca-certificates.crt`,
    ],
    packages: [bundle],
  },
  nss: {
    binds: ["-/etc/group", "S-services.nix:/etc/nsswitch.conf", "-/etc/passwd", "-/var/run/nscd"],
    packages: ["S-services.nix"],
    after: ["nscd.service"],
  },
  timezone: { binds: ["-/etc/localtime", `${zones}:/etc/zoneinfo`], packages: [zones] },
  locale: { packages: ["S-hello-2.12.1/lib/locale/locale-archive"] },
  "nix-daemon": {
    binds: ["-/etc/nix/nix.conf", "/nix/var/nix/daemon-socket"],
    packages: ["S-git-2.47.0"],
    environment: { NIX_REMOTE: "daemon" },
    after: ["nix-daemon.socket"],
  },
  postgresql: { binds: ["-/run/postgresql"] },
  journal: {
    binds: ["/run/systemd/journal/dev-log", "/run/systemd/journal/socket", "/run/systemd/journal/stdout"],
  },
};

const nothing: Result = { binds: [], packages: [], environment: {}, after: [] };

for (const [profile, result] of Object.entries(expected)) {
  test(
    `${profile}: binds, packages and order, from the host's own /etc`,
    withLib((lib) => assert.equal(withProfiles(lib, [profile]), { ...nothing, ...result })),
  );
}

test(
  "all of them are here, and together they are each once",
  withLib((lib) => {
    const names = evaluateIn(
      lib,
      { module: "{ }" },
      `lib.attrNames (import ${MODULE_FIXTURES}/../../../nix/module/profiles { inherit config lib; })`,
    );
    assert.equal(names, Object.keys(expected).toSorted());
    const all = Object.keys(expected);
    const { binds } = withProfiles(lib, [...all, ...all]);
    assert.equal(binds.toSorted(), all.flatMap((name) => expected[name]!.binds ?? []).toSorted());
  }),
);

test(
  "binds join those of the host; a variable of the host stands",
  withLib((lib) => {
    const host = withProfiles(
      lib,
      ["nix-daemon"],
      `imports = [ { systemd.services.it = {
      serviceConfig.BindReadOnlyPaths = [ "/srv" ]; environment.NIX_REMOTE = "unix:///other"; }; } ];`,
    );
    assert.ok(host.binds.includes("/srv") && host.binds.includes("/nix/var/nix/daemon-socket"));
    assert.is(host.environment.NIX_REMOTE, "unix:///other");
  }),
);

test(
  "postgresql: the server's own directories, after it, where it is on this host",
  withLib((lib) => {
    const more = `services.postgresql = { enable = true; settings.unix_socket_directories = "/run/pg, /tmp/pg"; };`;
    const { binds, after } = withProfiles(lib, ["postgresql"], more);
    assert.equal(binds, ["-/run/pg", "-/tmp/pg"]);
    assert.equal(after, ["postgresql.service"]);
  }),
);

test(
  "runtime directories that are bound outlive a restart, those of other hosts are left as they are",
  withLib((lib) => {
    const kept = (profiles: string, more: string) =>
      evaluateIn(
        lib,
        { module: `{ ${more} imports = [ (${confined("", `profiles = ${profiles};`)}) ]; }` },
        `lib.mapAttrs (_: service: service.serviceConfig.RuntimeDirectoryPreserve or null)
          (removeAttrs config.systemd.services [ "it" ])`,
      );
    const both = "services = { nscd.enable = true; postgresql.enable = true; };";
    assert.equal(kept("[ ]", both), { nscd: null, postgresql: null });
    assert.equal(kept('[ "nss" ]', both), { nscd: true, postgresql: null });
    assert.equal(kept('[ "postgresql" ]', both), { nscd: null, postgresql: true });
    assert.equal(kept('[ "postgresql" "nss" ]', ""), {});
    const own = `systemd.services.nscd.serviceConfig.RuntimeDirectoryPreserve = "restart";`;
    assert.equal(kept('[ "nss" ]', `services.nscd.enable = true; ${own}`), { nscd: "restart" });
  }),
);

test(
  "timezone: what TZDIR names is in the chroot, once where it is the host's own /etc/zoneinfo",
  withLib((lib) => {
    const packagesWith = (TZDIR: string) =>
      withProfiles(lib, ["timezone"], `systemd.globalEnvironment.TZDIR = "${TZDIR}";`).packages;
    assert.equal(packagesWith("${pkgs.tzdata}/share/zoneinfo"), [zones]);
    assert.equal(packagesWith("${pkgs.hello}/zones"), [zones, "S-hello-2.12.1/zones"]);
  }),
);

test(
  "nss without nscd has no socket",
  withLib((lib) => {
    const { binds, after } = withProfiles(lib, ["nss"], "imports = [ { services.nscd.enable = false; } ];");
    assert.not.ok(binds.some((bind) => bind.includes("nscd")));
    assert.equal(after, []);
  }),
);

test(
  "a profile that there is not is named with those that there are",
  withLib((lib) => {
    assert.throws(
      () => withProfiles(lib, ["dnss"]),
      (error: Error) => error.message.includes('"dns", "journal"'),
    );
  }),
);

test.run();
