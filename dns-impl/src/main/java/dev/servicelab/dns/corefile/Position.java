package dev.servicelab.dns.corefile;

/**
 * A place in a Corefile.
 *
 * @param file the file's name as it was given
 * @param line the line, counted from 1
 */
public record Position(String file, int line) {

  /** The form used in messages: {@code file:line}. */
  @Override
  public String toString() {
    return file + ":" + line;
  }
}
