/* Leaves root as servers do: become [--user] NUMBER: setgid, then setuid; and starts what follows. */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
int main(int count, char **words) {
  int id = count > 1 ? atoi(words[count > 2 && words[1][0] == '-' ? 2 : 1]) : DEFAULT;
  if (setgid(id) != 0) return perror("setgid"), 1;
  if (setuid(id) != 0) return perror("setuid"), 1;
  if (count > 3) execv(words[3], words + 3);
  return count > 3;
}
