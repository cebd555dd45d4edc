/* Makes a file and gives it to another user: own FILE NUMBER */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
int main(int count, char **words) {
  if (count < 3) return 2;
  close(open(words[1], O_CREAT | O_WRONLY, 0600));
  if (chown(words[1], atoi(words[2]), atoi(words[2])) != 0) return perror("chown"), 1;
  return 0;
}
