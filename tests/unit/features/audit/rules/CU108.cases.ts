import rule from "../../../../../src/features/audit/rules/CU108-host-path-not-bound.ts";
import type { Cases } from "../cases.ts";
import { program } from "../facts.ts";

const start = (words: string) => ({ config: { ExecStart: `${program} ${words}` } });

export default {
  rule,
  finds: {
    "a log directly in /var/log": { config: { ExecStart: `${program} --log /var/log/app.log` } },
    "the directory of a service": { config: { ExecStart: `${program} --log /var/log/app` } },
    "an argument": start("/etc/app.conf"),
    "the value of an option": start("--config=/etc/app.conf -c=/usr/share/x"),
    "every place of the host": start(
      "/usr /home/x /root /opt/x /srv/x /mnt /media/x /bin/x /sbin/x /lib/x /var/x",
    ),
    "directories that systemd makes": start("/var/lib/app/db /var/cache/app /var/log/app"),
    "the directories themselves": start("/var/lib /var/lib/ /var/log"),
    "a configuration directory is the administrator's": start("/etc/app"),
    WorkingDirectory: { config: { WorkingDirectory: "-/srv/www" } },
    PIDFile: { config: { PIDFile: "/var/lib/app/pid" } },
    "what others put in /run": start("/run/secrets/a /run/postgresql /var/run/dbus/x"),
    "/tmp of the host": { config: { ExecStart: `${program} /tmp/x`, PrivateTmp: false } },
    "the mode without /dev and /proc": { ...start("/dev/null /proc/1 /tmp"), mode: "chroot-only" },
    "each command": { config: { ExecStartPre: `-${program} /etc/a`, ExecStop: `${program} /etc/b` } },
  },
  clean: {
    "the path is bound": {
      config: { ExecStart: `${program} /etc/app/x`, BindReadOnlyPaths: "/etc/app" },
    },
    "a directory that systemd makes": {
      config: { ExecStart: `${program} /var/lib/app/db`, StateDirectory: "app" },
    },
    "a place where programs make files, or that a chroot has": start(
      "/tmp/x /run/x /proc/1 /nix/store /etcetera",
    ),
    "a specifier": start("/var/lib/%n"),
    "a relative path, an option without a value, a path inside a word": start(
      "etc/app.conf --etc x/etc/y -o-/etc/x",
    ),
    "a program, which another rule reports": { config: { ExecStart: "/usr/bin/app -v" } },
    "a working directory that is relative to the home": { config: { WorkingDirectory: "~" } },
    "it runs outside of the chroot": {
      config: { ExecStartPre: `${program} /etc/app.conf`, RootDirectoryStartOnly: true },
    },
  },
} satisfies Cases;
