# What answers requests.
packages: with packages; {
  web = {
    description = "Web server";
    serviceConfig = {
      ExecStartPre = "${nginx}/bin/nginx -t -c ${nginxConf}";
      ExecStart = "${nginx}/bin/nginx -c ${nginxConf}";
      ExecReload = "${nginx}/bin/nginx -s reload";
      StateDirectory = "web";
    };
    confinement.enable = true;
  };

  # 71 store paths: a Python program with all it imports
  api = with pythonPackages; {
    description = "API";
    path = [ curl ];
    environment = {
      PYTHONPATH = "${requests}/lib/python3.12/site-packages";
      SSL_CERT_FILE = "${caBundle}";
    };
    script = ''
      # imports ${aiohttp} ${alembic} ${celery} ${cryptography} ${orjson} ${pillow}
      # imports ${psycopg} ${pydantic} ${pyyaml} ${tzlocal}
      ln -sf "$STATE_DIRECTORY/socket" /tmp/api
      exec ${gunicorn}/bin/gunicorn --pythonpath ${flask}
    '';
    serviceConfig.StateDirectory = "api";
    confinement.enable = true;
  };

  database = {
    description = "PostgreSQL";
    environment.PGDATA = "/var/lib/postgresql/16";
    serviceConfig = {
      ExecStartPre = "-${postgresql}/bin/initdb";
      ExecStart = "${postgresql}/bin/postgres -c config_file=${postgresConf}";
      User = "postgres";
      PrivateTmp = false;
    };
    confinement = {
      enable = true;
      mode = "chroot-only";
    };
  };

  cache = {
    description = "Cache without a shell";
    serviceConfig = {
      ExecStart = "${redis}/bin/redis-server --port 0";
      DynamicUser = true;
    };
    confinement = {
      enable = true;
      binSh = null;
    };
  };

  resolver = {
    description = "Resolver whose program is told another name";
    serviceConfig = {
      ExecStart = "@${dnsmasq}/bin/dnsmasq resolver -k";
      ExecReload = "+${coreutils}/bin/chmod 644 /run/resolver.pid";
      AmbientCapabilities = [ "CAP_NET_BIND_SERVICE" ];
    };
    confinement = {
      enable = true;
      packages = [ iana-etc ];
    };
  };
}
