import { makeRegistry } from "../../../diagnostics/registry.ts";
import cu101 from "./CU101-command-not-in-chroot.ts";
import cu102 from "./CU102-command-not-on-path.ts";
import cu103 from "./CU103-environment-not-in-chroot.ts";
import cu104 from "./CU104-setting-not-in-chroot.ts";
import cu105 from "./CU105-environment-file-not-in-chroot.ts";
import cu106 from "./CU106-interpreter-not-in-chroot.ts";
import cu107 from "./CU107-library-not-in-chroot.ts";
import cu108 from "./CU108-host-path-not-bound.ts";
import cu109 from "./CU109-dangling-symlink.ts";
import cu110 from "./CU110-etc-directory-of-symlinks.ts";
import cu111 from "./CU111-no-name-server.ts";
import cu112 from "./CU112-no-ca-bundle.ts";
import cu113 from "./CU113-no-time-zone-data.ts";
import cu114 from "./CU114-lookup-below-etc.ts";
import cu115 from "./CU115-no-locale-archive.ts";
import cu116 from "./CU116-program-cannot-start.ts";
import cu117 from "./CU117-argument-not-in-chroot.ts";
import cu118 from "./CU118-bind-source-missing.ts";
import cu119 from "./CU119-no-api-path.ts";
import cu120 from "./CU120-script-program-cannot-start.ts";
import cu201 from "./CU201-other-root.ts";
import cu202 from "./CU202-root-for-start-only.ts";
import cu203 from "./CU203-root-made-read-only.ts";
import cu204 from "./CU204-capability-in-user-namespace.ts";
import cu205 from "./CU205-no-api-file-systems.ts";
import cu206 from "./CU206-private-tmp-string.ts";
import cu207 from "./CU207-shared-template-root.ts";
import cu208 from "./CU208-no-exec-line.ts";
import cu209 from "./CU209-restrictive-umask.ts";
import cu301 from "./CU301-confinement-not-enabled.ts";
import cu302 from "./CU302-confinement-in-service-config.ts";
import cu303 from "./CU303-unknown-setting.ts";
import cu304 from "./CU304-unknown-value.ts";
import cu305 from "./CU305-shell-syntax.ts";
import cu306 from "./CU306-environment-file-in-packages.ts";
import cu307 from "./CU307-hard-coded-root.ts";
import cu308 from "./CU308-command-by-accident.ts";
import cu309 from "./CU309-redundant-dynamic-user.ts";
import cu310 from "./CU310-redundant-notify-socket.ts";
import cu311 from "./CU311-package-without-store-path.ts";
import cu312 from "./CU312-malformed-bind.ts";
import cu313 from "./CU313-ignored-by-systemd.ts";
import cu401 from "./CU401-whole-etc.ts";
import cu402 from "./CU402-whole-store.ts";
import cu403 from "./CU403-daemon-socket.ts";
import cu404 from "./CU404-shell-in-closure.ts";
import cu405 from "./CU405-unused-interpreter.ts";
import cu406 from "./CU406-compiler-in-closure.ts";
import cu407 from "./CU407-setuid-program.ts";
import cu408 from "./CU408-too-many-paths.ts";
import cu409 from "./CU409-too-large.ts";
import cu410 from "./CU410-forbidden-package.ts";
import cu501 from "./CU501-slow-start.ts";
import cu124 from "./CU124-variable-host-path-not-bound.ts";
import cu121 from "./CU121-script-host-path-not-bound.ts";
import cu122 from "./CU122-device-not-in-chroot.ts";
import cu123 from "./CU123-configuration-host-path-not-bound.ts";
import cu210 from "./CU210-root-in-user-namespace.ts";

/** All rules of the audit; a test names the file that is missing here. */
export const RULES = makeRegistry([
  cu101,
  cu102,
  cu103,
  cu104,
  cu105,
  cu106,
  cu107,
  cu108,
  cu109,
  cu110,
  cu111,
  cu112,
  cu113,
  cu114,
  cu115,
  cu116,
  cu117,
  cu118,
  cu119,
  cu120,
  cu121,
  cu122,
  cu123,
  cu124,
  cu201,
  cu202,
  cu203,
  cu204,
  cu205,
  cu206,
  cu207,
  cu208,
  cu209,
  cu210,
  cu301,
  cu302,
  cu303,
  cu304,
  cu305,
  cu306,
  cu307,
  cu308,
  cu309,
  cu310,
  cu311,
  cu312,
  cu313,
  cu401,
  cu402,
  cu403,
  cu404,
  cu405,
  cu406,
  cu407,
  cu408,
  cu409,
  cu410,
  cu501,
] as const);

/** A finding of one of these rules: the code says which arguments it has. */
export type AuditFinding = ReturnType<(typeof RULES)["check"]>[number];

export type Code = AuditFinding["code"];
