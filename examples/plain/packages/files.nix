# Store paths that are a plain file or a symbolic link, as configurations make them.
packages: with packages; {
  caBundle = file "ca-bundle.crt" "-----BEGIN CERTIFICATE-----\nmade up\n-----END CERTIFICATE-----\n";
  nginxConf = file "nginx.conf" "include ${mailcap}/etc/mime.types;\nssl_certificate ${caBundle};\n";
  postgresConf = file "postgresql.conf" "timezone_abbreviations = '${tzdata}/share/zoneinfo'\n";

  defaultShell = link "sh" "${bash}/bin/bash";
  currentPython = link "python" "${python3}";
  trust = link "ca-certificates.crt" "${caBundle}";
  missing = link "fonts" "${tzdata}/share/fonts";
}
