/* A server that reads its configuration, lines `key value`, and opens the file that `data` names: configured -c FILE */
#include <stdio.h>
#include <string.h>
int main(int count, char **words) {
  char key[64], value[512];
  const char *path = count > 2 && strcmp(words[1], "-c") == 0 ? words[2] : "/etc/configured.conf";
  FILE *file = fopen(path, "r");
  if (file == NULL) return perror(path), 1;
  while (fscanf(file, "%63s %511s", key, value) == 2) {
    if (strcmp(key, "data") != 0) continue;
    FILE *data = fopen(value, "r");
    if (data == NULL) return perror(value), 2;
    fclose(data);
  }
  return 0;
}
