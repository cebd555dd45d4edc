# The modules of one larger Python program, each with what it imports.
packages:
with packages;
with pythonPackages;
let
  module = version: imports: {
    inherit version;
    needs = [ python3 ] ++ imports;
    data."lib/python3.12/site-packages/module.py" = "import sys";
    interpreter = "${python3}/bin/python3";
  };
  program =
    name: version: imports:
    module version imports // { programs = [ name ]; };

  modules = {
    aiohttp = module "3.11.9" [
      aiosignal
      attrs
      frozenlist
      multidict
      yarl
    ];
    aiosignal = module "1.3.1" [ frozenlist ];
    alembic = program "alembic" "1.14.0" [
      mako
      sqlalchemy
      typing-extensions
    ];
    amqp = module "5.3.1" [ vine ];
    annotated-types = module "0.7.0" [ ];
    attrs = module "24.2.0" [ ];
    billiard = module "4.2.1" [ ];
    blinker = module "1.9.0" [ ];
    celery = program "celery" "5.4.0" [
      billiard
      click
      kombu
      vine
    ];
    certifi = module "2024.8.30" [ ];
    cffi = module "1.17.1" [
      libffi
      pycparser
    ];
    charset-normalizer = module "3.4.0" [ ];
    click = module "8.1.7" [ ];
    cryptography = module "43.0.1" [
      cffi
      openssl.out
    ];
    flask = program "flask" "3.0.3" [
      blinker
      click
      itsdangerous
      jinja2
      werkzeug
    ];
    frozenlist = module "1.5.0" [ ];
    greenlet = module "3.1.1" [ gcc.lib ];
    gunicorn = program "gunicorn" "23.0.0" [ packaging ];
    idna = module "3.10" [ ];
    itsdangerous = module "2.2.0" [ ];
    jinja2 = module "3.1.4" [ markupsafe ];
    kombu = module "5.4.2" [
      amqp
      typing-extensions
      vine
    ];
    mako = module "1.3.6" [ markupsafe ];
    markupsafe = module "3.0.2" [ ];
    multidict = module "6.1.0" [ ];
    orjson = module "3.10.12" [ libgcc ];
    packaging = module "24.1" [ ];
    pillow = module "11.0.0" [
      libjpeg.out
      zlib
    ];
    propcache = module "0.2.1" [ ];
    psycopg = module "3.2.3" [
      postgresql.lib
      typing-extensions
    ];
    pycparser = module "2.22" [ ];
    pydantic = module "2.10.2" [
      annotated-types
      pydantic-core
      typing-extensions
    ];
    pydantic-core = module "2.27.1" [
      libgcc
      typing-extensions
    ];
    pyyaml = module "6.0.2" [ libyaml ];
    requests = module "2.32.3" [
      certifi
      charset-normalizer
      idna
      urllib3
    ];
    sqlalchemy = module "2.0.36" [
      greenlet
      typing-extensions
    ];
    typing-extensions = module "4.12.2" [ ];
    tzlocal = module "5.2" [ ];
    urllib3 = module "2.2.3" [ ];
    vine = module "5.1.0" [ ];
    werkzeug = module "3.1.3" [ markupsafe ];
    yarl = module "1.18.0" [
      idna
      multidict
      propcache
    ];
  };
in
builtins.mapAttrs (name: table: { pname = "python3.12-${name}"; } // table) modules
