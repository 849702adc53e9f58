package dev.servicelab.state.manifest;

import dev.servicelab.state.Protocol;
import dev.servicelab.state.yaml.YamlNode;
import java.net.InetAddress;
import java.util.Map;

/** What every kind of manifest has in common. */
final class Manifests {
  static final Map<String, Protocol> PROTOCOLS =
      Map.of("TCP", Protocol.TCP, "UDP", Protocol.UDP, "SCTP", Protocol.SCTP);

  private Manifests() {}

  static String name(YamlNode object) {
    return object.field("metadata").field("name").text();
  }

  /** kubectl's default namespace fills in for a missing one. */
  static String namespace(YamlNode object) {
    return object.field("metadata").field("namespace").text("default");
  }

  static Map<String, String> labels(YamlNode object) {
    return object.field("metadata").field("labels").textMap();
  }

  /**
   * The canonical spelling of an IP address.
   *
   * @throws IllegalArgumentException if it is none
   */
  static String address(String text) {
    try {
      return InetAddress.ofLiteral(text).getHostAddress();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("is not an IP address", e);
    }
  }
}
