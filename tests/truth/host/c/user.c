/* Looks users up by name: user NAME… */
#include <pwd.h>
#include <stdio.h>
int main(int count, char **words) {
  for (int i = 1; i < count; i++)
    if (getpwnam(words[i]) == NULL) return fprintf(stderr, "no user %s\n", words[i]), 1;
  return 0;
}
