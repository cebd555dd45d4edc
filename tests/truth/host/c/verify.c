/*
 * Verifies a certificate as clients of OpenSSL do, against the default authorities: verify FILE. The OpenSSL of nixpkgs has
 * ca-certificates.crt among its defaults; that of this machine looks for hashes.
 */
#include <stdio.h>
#include <stdlib.h>
typedef struct x X;
X *X509_STORE_new(void), *X509_STORE_CTX_new(void), *PEM_read_X509(FILE *, void *, void *, void *);
int X509_STORE_set_default_paths(X *), X509_STORE_load_file(X *, const char *), X509_STORE_CTX_init(X *, X *, X *, void *), X509_verify_cert(X *);
int X509_STORE_CTX_get_error(X *);
const char *X509_verify_cert_error_string(long);
int main(int count, char **words) {
  FILE *file = count > 1 ? fopen(words[1], "r") : NULL;
  if (file == NULL) return perror("certificate"), 2;
  X *store = X509_STORE_new(), *context = X509_STORE_CTX_new();
  X509_STORE_set_default_paths(store);
  if (getenv("SSL_CERT_FILE") == NULL) X509_STORE_load_file(store, "/etc/ssl/certs/ca-certificates.crt");
  X509_STORE_CTX_init(context, store, PEM_read_X509(file, NULL, NULL, NULL), NULL);
  if (X509_verify_cert(context) == 1) return 0;
  return fprintf(stderr, "%s\n", X509_verify_cert_error_string(X509_STORE_CTX_get_error(context))), 1;
}
