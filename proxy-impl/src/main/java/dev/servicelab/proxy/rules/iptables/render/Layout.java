package dev.servicelab.proxy.rules.iptables.render;

import dev.servicelab.proxy.plan.ServicePortName;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The shape of the rules: which chains a plan is spread over. A layout is today's plan in the shape
 * of another era; what happens to a packet is the same in all of them.
 */
public enum Layout {
  /** kube-proxy 1.34's. */
  CURRENT("current"),
  /** That of the 1.23 era: node ports lead straight to the Service's chain. */
  V1_23("v1.23"),
  /** That of the 1.9 era: who is to be masqueraded is decided in KUBE-SERVICES. */
  V1_9("v1.9");

  private final String text;

  Layout(String text) {
    this.text = text;
  }

  /** Its name in flags and configuration. */
  public String text() {
    return text;
  }

  /** What a Service port is called in comments, and hashed by in the names of chains. */
  String label(ServicePortName name) {
    return switch (this) {
      case CURRENT, V1_23 -> name.toString();
      // This era wrote the colon even before a port without a name.
      case V1_9 -> name.namespace() + "/" + name.service() + ":" + name.port();
    };
  }

  /** Its way of leading packets of a port to the port's endpoints. */
  Shape shape(PortRules port, EndpointChains endpoints, boolean countLocalhost) {
    return switch (this) {
      case CURRENT -> new CurrentShape(port, endpoints, countLocalhost);
      case V1_23 -> new EarlierShape(port, endpoints, false);
      case V1_9 -> new EarlierShape(port, endpoints, true);
    };
  }

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if there is no such layout; the message lists them
   */
  public static Layout parse(String text) {
    return Arrays.stream(values())
        .filter(layout -> layout.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be one of "
                        + Arrays.stream(values())
                            .map(Layout::text)
                            .collect(Collectors.joining(", "))
                        + ", is \""
                        + text
                        + "\""));
  }
}
