package dev.servicelab.dns.corefile;

/** A Corefile that cannot be used. The message is one line and starts with {@code file:line}. */
public final class CorefileException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what is wrong at which place. */
  public CorefileException(Position at, String problem) {
    super(at + ": " + problem);
  }
}
