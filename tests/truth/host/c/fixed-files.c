/* A program with file names of its own, chosen when it is compiled. */
#include <stdio.h>
int main(void) {
  FILE *file = fopen(PATH, "r");
  if (file == NULL) return perror(PATH), 1;
  return 0;
}
