package dev.servicelab.state;

import java.util.Map;

/** Which objects belong to the node's own Service proxy: {@link Interest.Selection#PROXIED}. */
public final class Proxied {
  /** Hands a Service and its slices to another proxy, named by the label's value. */
  public static final String OTHER_PROXY = "service.kubernetes.io/service-proxy-name";

  /** Marks a Service and its slices as headless. */
  public static final String HEADLESS = "service.kubernetes.io/headless";

  private Proxied() {}

  /** Whether an object with these labels is the node proxy's: it has neither of the two. */
  public static boolean test(Map<String, String> labels) {
    return !labels.containsKey(OTHER_PROXY) && !labels.containsKey(HEADLESS);
  }
}
