# What the services run.
packages:
with packages;
let
  server = version: needs: programs: {
    inherit version programs;
    needs = [ glibc ] ++ needs;
  };
in
{
  dnsmasq = server "2.90" [ gmp ] [ "dnsmasq" ];
  git =
    server "2.47.0"
      [
        curl.out
        expat
        gnugrep
        gnused
        openssh
        pcre2.out
        perl
        zlib
      ]
      [ "git" ]
    // {
      outputs = [
        "out"
        "doc"
      ];
    };
  msmtp = server "1.8.26" [ libidn2 openssl.out ] [ "msmtp" ];
  nginx = server "1.26.2" [ libxcrypt libxml2.out openssl.out pcre2.out zlib ] [ "nginx" ];
  node-exporter = server "1.8.2" [ iana-etc tzdata ] [ "node_exporter" ];
  openssh = server "9.9p1" [ krb5.lib libxcrypt openssl.out zlib ] [ "ssh" "sshd" ];
  postgresql =
    server "16.5"
      [
        icu4c
        krb5.lib
        libxml2.out
        lz4.lib
        openssl.out
        readline
        systemdLibs
        tzdata
        zlib
        zstd.out
      ]
      [ "initdb" "postgres" ]
    // {
      outputs = [
        "out"
        "lib"
        "doc"
      ];
      library = true;
    };
  redis = server "7.2.6" [ jemalloc lua openssl.out systemdLibs ] [ "redis-server" "redis-cli" ];
  restic = server "0.17.3" [ iana-etc tzdata ] [ "restic" ];
  rsync = server "3.3.0" [ acl attr lz4.lib openssl.out zlib zstd.out ] [ "rsync" ];
  varnish = server "7.5.0" [ gcc.lib jemalloc ncurses pcre2.out ] [ "varnishd" ];
}
