/* Connects to a Unix socket: connect [-h] PATH */
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
int main(int count, char **words) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  if (count < 2) return 2;
  strncpy(address.sun_path, words[count - 1], sizeof address.sun_path - 1);
  if (connect(socket(AF_UNIX, SOCK_STREAM, 0), (struct sockaddr *)&address, sizeof address) != 0)
    return perror(words[count - 1]), 1;
  return 0;
}
