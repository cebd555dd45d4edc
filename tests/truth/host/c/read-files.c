/* Reads files: read-files FILE…, or those that the variables name: read-files --from VARIABLE… */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static int readable(const char *path) {
  char buffer[64];
  FILE *file = path == NULL ? NULL : fopen(path, "r");
  if (file == NULL) return perror(path == NULL ? "no file is named" : path), 0;
  fread(buffer, 1, sizeof buffer, file);
  fclose(file);
  return 1;
}
int main(int count, char **words) {
  int named = count > 1 && strcmp(words[1], "--from") == 0;
  for (int i = named ? 2 : 1; i < count; i++) {
    const char *path = named ? getenv(words[i]) : strncmp(words[i], "--config=", 9) == 0 ? words[i] + 9 : words[i];
    if (!readable(path)) return 1;
  }
  return 0;
}
