/* A daemon that leaves its process ID in a file: daemon FILE */
#include <stdio.h>
#include <unistd.h>
int main(int count, char **words) {
  FILE *file = count > 1 ? fopen(words[1], "w") : NULL;
  if (file == NULL) return perror("process ID"), 1;
  pid_t child = fork();
  if (child == 0) {
    for (int i = 0; i < 3; i++) close(i);
    for (;;) pause();
  }
  return fprintf(file, "%d\n", (int)child) < 0 || fclose(file) != 0;
}
