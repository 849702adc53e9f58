package dev.servicelab.labs.traffic;

/**
 * What is asked.
 *
 * @param host a name or an address
 * @param port a TCP port
 */
public record Target(String host, int port) {

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
