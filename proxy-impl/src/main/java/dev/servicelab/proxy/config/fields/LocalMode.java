package dev.servicelab.proxy.config.fields;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The values of {@code detectLocalMode}: how pods' traffic is told from other traffic. */
public enum LocalMode {
  /** By the range of all pods. */
  CLUSTER_CIDR("ClusterCIDR"),
  /** By the range of this node's pods, which its Node object names. */
  NODE_CIDR("NodeCIDR"),
  /** By the bridge it comes in by. */
  BRIDGE_INTERFACE("BridgeInterface"),
  /** By how the interface's name begins. */
  INTERFACE_NAME_PREFIX("InterfaceNamePrefix");

  private final String text;

  LocalMode(String text) {
    this.text = text;
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if there is no such mode; the message lists them
   */
  static LocalMode parse(String text) {
    return Arrays.stream(values())
        .filter(mode -> mode.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + Arrays.stream(values())
                            .map(LocalMode::toString)
                            .collect(Collectors.joining(", "))));
  }

  /** The configuration's spelling. */
  @Override
  public String toString() {
    return text;
  }
}
