/* What a program gets that is linked with musl, the C library of Alpine images: musl-getent NAME prints the
   addresses that getaddrinfo finds, one on a line. Exit code 2 and the reason if there are none, as getent has it. */
#include <netdb.h>
#include <stdio.h>
#include <sys/socket.h>

int main(int argc, char **argv) {
  struct addrinfo wanted = {.ai_family = AF_UNSPEC, .ai_socktype = SOCK_STREAM};
  struct addrinfo *found;
  char text[64];
  if (argc != 2) {
    fputs("usage: musl-getent NAME\n", stderr);
    return 1;
  }
  int failure = getaddrinfo(argv[1], NULL, &wanted, &found);
  if (failure) {
    fprintf(stderr, "musl-getent: %s: %s\n", argv[1], gai_strerror(failure));
    return 2;
  }
  for (; found; found = found->ai_next)
    if (!getnameinfo(found->ai_addr, found->ai_addrlen, text, sizeof text, NULL, 0, NI_NUMERICHOST)) puts(text);
  return 0;
}
