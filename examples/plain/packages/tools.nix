# Shells and small programs, and data that is neither program nor library.
packages:
with packages;
let
  tool = version: needs: programs: { inherit version needs programs; };
in
{
  bash = tool "5.2.37" [ glibc ] [ "bash" "sh" ];
  bashInteractive = tool "5.2.37" [ glibc readline ncurses ] [ "bash" ];
  dash = tool "0.5.12" [ glibc ] [ "dash" ];
  coreutils =
    tool "9.5"
      [ glibc acl attr gmp ]
      [
        "cat"
        "chmod"
        "date"
        "install"
        "ln"
        "mkdir"
        "mv"
        "rm"
        "sleep"
      ];
  findutils = tool "4.10.0" [ glibc ] [ "find" "xargs" ];
  gawk = tool "5.3.1" [ glibc gmp readline ] [ "awk" ];
  gnugrep = tool "3.11" [ glibc pcre2.out ] [ "grep" ];
  gnused = tool "4.9" [ glibc acl ] [ "sed" ];
  gzip = tool "1.13" [ glibc ] [ "gzip" ] // {
    interpreter = "${bash}/bin/bash";
  };
  hello = tool "2.12.1" [ glibc ] [ "hello" ] // {
    interpreter = "${bash}/bin/bash";
  };
  curl =
    tool "8.11.0"
      [
        openssl.out
        nghttp2.lib
        libssh2
        zlib
        krb5.lib
        libidn2
        zstd.out
      ]
      [ "curl" ]
    // {
      outputs = [
        "bin"
        "dev"
        "out"
      ];
      library = true;
    };
  perl = tool "5.40.0" [ glibc libxcrypt ] [ "perl" ];
  python3 =
    tool "3.12.8"
      [
        bash
        bzip2.out
        expat
        gdbm
        glibc
        libffi
        libxcrypt
        mailcap
        mpdecimal
        ncurses
        openssl.out
        readline
        sqlite.out
        tzdata
        xz.out
        zlib
      ]
      [ "python3" ];

  iana-etc = {
    version = "20240318";
    data."etc/services" = "domain 53/udp";
  };
  locales = {
    version = "2.40";
    data."lib/locale/locale-archive" = "C.UTF-8";
  };
  mailcap = {
    version = "2.1.54";
    data."etc/mime.types" = "text/html html";
  };
  tzdata = tool "2024b" [ ] [ "zdump" ] // {
    outputs = [
      "out"
      "bin"
    ];
    data."share/zoneinfo/UTC" = "UTC0";
  };
}
