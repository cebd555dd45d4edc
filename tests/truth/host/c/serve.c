/* Binds a port as servers do: serve [--port NUMBER | --listen ADDRESS:NUMBER | NUMBER], or that of $PORT. */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
int main(int count, char **words) {
  const char *text = count > 1 ? words[count - 1] : getenv("PORT");
  if (text == NULL) return fputs("no port\n", stderr), 1;
  const char *colon = strrchr(text, ':');
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(colon ? colon + 1 : text))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int one = 1, socket_ = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(socket_, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(socket_, (struct sockaddr *)&address, sizeof address) != 0 || listen(socket_, 8) != 0)
    return perror("bind"), 1;
  return 0;
}
