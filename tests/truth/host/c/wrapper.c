/* What makeBinaryWrapper makes: sets variables, and becomes the program. */
#include <stdlib.h>
#include <unistd.h>
int main(int count, char **words) {
#ifdef LIBRARIES
  setenv("LD_LIBRARY_PATH", LIBRARIES, 1);
#endif
#ifdef SEARCH
  setenv("PATH", SEARCH, 1);
#endif
  words[0] = INNER;
  return execv(INNER, words);
}
