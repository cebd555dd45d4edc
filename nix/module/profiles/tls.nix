{ etc, ... }:
{
  description = "the host's certificate authorities, at the three places where programs look for them.";
  below = [
    "/etc/pki"
    "/etc/ssl"
  ];
  named = [
    "ca-bundle"
    "ca-certificates"
  ];
}
// etc [
  "pki/tls/certs/ca-bundle.crt"
  "ssl/certs/ca-bundle.crt"
  "ssl/certs/ca-certificates.crt"
]
