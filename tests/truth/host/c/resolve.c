/* Looks a host up: resolve NAME */
#include <netdb.h>
#include <stdio.h>
int main(int count, char **words) {
  struct addrinfo *found;
  int status = getaddrinfo(count > 1 ? words[1] : "db.internal", "80", NULL, &found);
  if (status != 0) return fprintf(stderr, "%s\n", gai_strerror(status)), 1;
  return 0;
}
