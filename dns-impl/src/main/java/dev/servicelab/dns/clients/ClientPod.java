package dev.servicelab.dns.clients;

/**
 * A pod that asks.
 *
 * @param namespace its namespace, which begins its search list
 * @param name its name
 */
public record ClientPod(String namespace, String name) {

  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
