package dev.servicelab.dns.corefile;

/**
 * One word of a Corefile.
 *
 * @param text the word without its quotes
 * @param quoted whether it stood in quotes; a quoted brace is a word like any other
 * @param at where it stands
 */
record Token(String text, boolean quoted, Position at) {

  boolean opens() {
    return !quoted && text.equals("{");
  }

  boolean closes() {
    return !quoted && text.equals("}");
  }
}
