# Closures with symbolic links in them.
packages: with packages; {
  notebook = {
    description = "Python behind a link, certificates behind another";
    environment.SSL_CERT_FILE = "${trust}";
    serviceConfig.ExecStart = "${currentPython}/bin/python3 -m http.server";
    confinement = {
      enable = true;
      packages = [ trust ];
    };
  };

  # `missing` points into nothing: the reference binds an empty source
  render = {
    description = "A link that leads nowhere";
    serviceConfig.ExecStart = "${hello}/bin/hello --font ${missing}/sans";
    confinement = {
      enable = true;
      binSh = null;
    };
  };
}
