import { readFileSync } from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { exportProfiles, PROFILES_JSON } from "../../../scripts/goldens/profiles.ts";
import { BY_NIXOS, PROFILES, profileFor, profileIn } from "../../../src/reference/profiles.ts";

test("the profiles that the command line knows are those of the module", () => {
  const kept: unknown = JSON.parse(readFileSync(PROFILES_JSON, "utf8"));
  assert.equal(kept, exportProfiles(), "src/reference/profiles.json is stale: npm run goldens -- profiles");
});

test("a path that programs look for has its profile", () => {
  const cases: [path: string, profile: string | null][] = [
    ["/etc/resolv.conf", "dns"],
    ["/etc/nsswitch.conf", "dns"],
    ["/run/systemd/resolve/io.systemd.Resolve", "dns"],
    ["/etc/ssl/openssl.cnf", "tls"],
    ["/nix/store/00000000000000000000000000000001-cacert/etc/ca-bundle.crt", "tls"],
    ["/etc/passwd", "nss"],
    ["/run/nscd/socket", "nss"],
    ["/etc/localtime", "timezone"],
    ["/nix/store/00000000000000000000000000000001-tzdata/share/zoneinfo/UTC", "timezone"],
    ["/usr/lib/locale/locale-archive", "locale"],
    ["/run/postgresql/.s.PGSQL.5432", "postgresql"],
    ["/run/systemd/journal/socket", "journal"],
    ["/nix/var/nix/daemon-socket/socket", "nix-daemon"],
    ["/etc/passwd-", null],
    ["/run/nscdx", null],
    ["/etc/app.conf", null],
  ];
  assert.equal(
    cases.map(([path]) => [path, profileFor(path)]),
    cases,
  );
});

test("a directory has the profile that shows something below it", () => {
  assert.is(profileIn("/etc/ssl"), "tls");
  assert.is(profileIn("/etc/pki/tls/certs"), "tls");
  assert.is(profileIn("/etc/nix"), "nix-daemon");
  assert.is(profileIn("/etc/fonts"), null);
});

test("the variables of profiles are those that NixOS sets for all services", () => {
  assert.equal(BY_NIXOS.toSorted(), ["LOCALE_ARCHIVE", "TZDIR"]);
  assert.equal(PROFILES.timezone.variables, ["TZDIR"]);
});

test.run();
