# Users, names of hosts, certificates.
packages: with packages;
let
  user = "${c "user" { }}/bin/user";
  resolve = "${c "resolve" { }}/bin/resolve";
  leaf = build "leaf-1" "mkdir $out; cp $authority/share/leaf.pem $out/" { inherit authority; };
  verifyLeaf = "${verify}/bin/verify ${leaf}/leaf.pem";
  bundle = "/etc/ssl/certs/ca-bundle.crt";
in {
  # looks up a user
  looks-up-user = run "${user} deploy";
  # the same, /etc/passwd is bound
  looks-up-user-bound = set { BindReadOnlyPaths = [ "/etc/passwd" ]; } "${user} deploy";
  # looks up no user
  looks-up-none = run user;
  # looks up a host by name
  looks-up-host = run "${resolve} db.internal";
  # the same, with the files of the machine
  looks-up-host-bound = set { BindReadOnlyPaths = [ "/etc/hosts" "/etc/nsswitch.conf" ]; } "${resolve} db.internal";
  # looks up an address
  looks-up-address = run "${resolve} 127.0.0.1";
  # looks up a host by name in the compiled program
  looks-up-compiled = run resolve;
  # verifies a certificate against the machine's authorities
  verifies = run verifyLeaf;
  # a variable names the machine's authorities
  verifies-variable = { environment.SSL_CERT_FILE = bundle; } // run verifyLeaf;
  # the same, bound
  verifies-variable-bound = { environment.SSL_CERT_FILE = bundle; } // set { BindReadOnlyPaths = [ bundle ]; } verifyLeaf;
  # a variable names authorities of the store
  verifies-store = { environment.SSL_CERT_FILE = "${authority}/etc/ssl/certs/ca-bundle.crt"; } // run verifyLeaf;
  # the same, and the package is in the chroot
  verifies-store-added = on { packages = [ authority ]; }
    ({ environment.SSL_CERT_FILE = "${authority}/etc/ssl/certs/ca-bundle.crt"; } // run verifyLeaf);
  # by Environment=
  verifies-setting = set { Environment = "SSL_CERT_FILE=${authority}/etc/ssl/certs/ca-bundle.crt"; } verifyLeaf;
  # by a script that starts it
  verifies-script = { script = "exec ${verifyLeaf}"; };
  # a script that looks up a user by a program
  user-script = { script = "${user} deploy"; };
}
