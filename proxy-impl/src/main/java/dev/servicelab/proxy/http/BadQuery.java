package dev.servicelab.proxy.http;

/** A request that cannot be answered as it is. The message is one line for a person. */
public final class BadQuery extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadQuery(String message) {
    super(message);
  }
}
