# Libraries, most with the outputs that nixpkgs gives them. The first output is the one a package stands for.
packages:
with packages;
let
  library = version: needs: {
    inherit version;
    needs = [ glibc ] ++ needs;
    library = true;
  };
  split =
    version: needs:
    library version needs
    // {
      outputs = [
        "out"
        "dev"
      ];
    };
  tool =
    name: version: needs:
    library version needs
    // {
      outputs = [
        "bin"
        "dev"
        "out"
      ];
      programs = [ name ];
    };
in
{
  libunistring = {
    version = "1.2";
    library = true;
  };
  libidn2 = {
    version = "2.3.7";
    library = true;
    needs = [ libunistring ];
  };
  libgcc = {
    version = "14.2.1";
    library = true;
  };
  glibc = {
    version = "2.40";
    outputs = [
      "out"
      "bin"
      "dev"
      "doc"
    ];
    needs = [
      libidn2
      libgcc
    ];
    programs = [
      "getent"
      "locale"
    ];
    library = true;
  };
  gcc = library "14.2.1" [ libgcc ] // {
    outputs = [
      "out"
      "lib"
    ];
  };

  acl = split "2.3.2" [ attr ];
  attr = split "2.5.2" [ ];
  bzip2 = tool "bzip2" "1.0.8" [ ];
  db = split "5.3.28" [ ];
  expat = split "2.6.4" [ ];
  gdbm = library "1.24" [ ];
  gmp = split "6.3.0" [ gcc.lib ];
  icu4c = split "74.2" [ gcc.lib ];
  jemalloc = library "5.3.0" [ gcc.lib ];
  keyutils = library "1.6.3" [ ] // {
    outputs = [
      "out"
      "lib"
    ];
  };
  krb5 =
    library "1.21.3" [
      keyutils.lib
      openssl.out
    ]
    // {
      outputs = [
        "out"
        "lib"
        "dev"
      ];
    };
  libevent = split "2.1.12" [ openssl.out ];
  libffi = split "3.4.6" [ ];
  libjpeg = tool "jpegtran" "3.0.4" [ ];
  libssh2 = split "1.11.1" [
    openssl.out
    zlib
  ];
  libuv = library "1.48.0" [ ];
  libxcrypt = library "4.4.36" [ ];
  libxml2 = tool "xmllint" "2.13.5" [
    icu4c
    zlib
  ];
  libyaml = library "0.2.5" [ ];
  lua = library "5.2.4" [ readline ];
  lz4 = library "1.10.0" [ ] // {
    outputs = [
      "lib"
      "dev"
      "out"
    ];
    programs = [ "lz4" ];
  };
  mpdecimal = library "4.0.0" [ gcc.lib ];
  ncurses = split "6.4" [ ];
  nghttp2 = library "1.64.0" [ ] // {
    outputs = [
      "out"
      "lib"
      "dev"
    ];
  };
  openssl = tool "openssl" "3.3.2" [ ] // {
    outputs = [
      "bin"
      "dev"
      "out"
      "doc"
    ];
  };
  pcre2 = tool "pcre2grep" "10.44" [ ];
  readline = split "8.2" [ ncurses ];
  sqlite = tool "sqlite3" "3.46.1" [ zlib ];
  systemdLibs = library "256.8" [
    libxcrypt
    zstd.out
  ];
  xz = tool "xz" "5.6.3" [ ] // {
    outputs = [
      "bin"
      "dev"
      "out"
      "doc"
    ];
  };
  zlib = split "1.3.1" [ ];
  zstd = tool "zstd" "1.5.6" [ ];
}
