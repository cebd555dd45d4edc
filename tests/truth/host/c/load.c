/* Loads plug-ins: load FILE… */
#include <dlfcn.h>
#include <stdio.h>
int main(int count, char **words) {
  for (int i = 1; i < count; i++)
    if (dlopen(words[i], RTLD_NOW) == NULL) return fprintf(stderr, "%s\n", dlerror()), 1;
  return 0;
}
