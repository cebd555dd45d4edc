# Twelve confined services of real packages, each for a feature of confinement.
{ lib, pkgs, ... }:
let
  confined = more: { enable = true; } // more;
  certificates = "${pkgs.cacert}/etc/ssl/certs/ca-bundle.crt";
in
{
  systemd.services = {
    web = {
      description = "nginx with a list of commands before it";
      serviceConfig = {
        ExecStartPre = [ "${pkgs.nginx}/bin/nginx -t -p /run/web" ];
        ExecStart = "${pkgs.nginx}/bin/nginx -p /run/web";
        ExecReload = "${pkgs.nginx}/bin/nginx -s reload";
      };
      confinement = confined { };
    };

    database = {
      description = "PostgreSQL, whose chroot is nothing but a chroot";
      serviceConfig = {
        ExecStart = "${pkgs.postgresql}/bin/postgres -D /var/lib/database";
        User = "nobody";
      };
      confinement = confined { mode = "chroot-only"; };
    };

    cache = {
      description = "Redis without a shell";
      serviceConfig.ExecStart = "${pkgs.redis}/bin/redis-server --port 0";
      confinement = confined { binSh = null; };
    };

    api = {
      description = "Node.js, and a file that only the environment names";
      environment.NODE_EXTRA_CA_CERTS = certificates;
      serviceConfig.ExecStart = "${pkgs.nodejs}/bin/node ${pkgs.writeText "api.js" "setInterval(() => {}, 1000);"}";
      confinement = confined { packages = [ pkgs.cacert ]; };
    };

    cleanup = {
      description = "A script";
      path = [ pkgs.findutils ];
      script = "${pkgs.findutils}/bin/find /var/lib/cleanup -mtime +7 -delete";
      serviceConfig.StateDirectory = "cleanup";
      confinement = confined { packages = [ pkgs.findutils ]; };
    };

    "worker@" = {
      description = "A template";
      serviceConfig.ExecStart = "${pkgs.hello}/bin/hello --greeting %i";
      confinement = confined { };
    };

    mailer = {
      description = "All that the unit names";
      environment.SSL_CERT_FILE = certificates;
      serviceConfig.ExecStart = "${pkgs.msmtp}/bin/msmtp --serverinfo";
      confinement = confined { fullUnit = true; };
    };

    build = {
      description = "A /tmp that others see, where the mode would give it one of its own";
      serviceConfig = {
        ExecStart = "${pkgs.gnumake}/bin/make";
        PrivateTmp = false;
      };
      confinement = confined { };
    };

    scratch = {
      description = "A /tmp of its own, where the mode would give it none";
      serviceConfig = {
        ExecStart = "${pkgs.coreutils}/bin/sleep infinity";
        PrivateTmp = true;
      };
      confinement = confined { mode = "chroot-only"; };
    };

    fetch = {
      description = "curl with another shell";
      serviceConfig.ExecStart = "${pkgs.curl}/bin/curl --cacert ${certificates} https://example.org";
      confinement = confined { binSh = lib.getExe pkgs.dash; };
    };

    sync = {
      description = "A user that systemd makes up";
      serviceConfig = {
        ExecStart = "${pkgs.rsync}/bin/rsync --daemon --no-detach";
        DynamicUser = true;
      };
      confinement = confined { };
    };

    notebook = {
      description = "Python with what it imports";
      serviceConfig.ExecStart = "${
        pkgs.python3.withPackages (python: [ python.requests ])
      }/bin/python3 -m http.server";
      confinement = confined { };
    };
  };
}
