package dev.servicelab.proxy.config.fields;

import java.util.Arrays;

/** The values of {@code mode} and {@code --proxy-mode}: what Services become on a node. */
public enum Mode {
  /** Rules of iptables that translate. */
  IPTABLES("iptables"),
  /** Virtual servers of IPVS, and a few rules. */
  IPVS("ipvs");

  private final String text;

  Mode(String text) {
    this.text = text;
  }

  /** Whether a field that has an effect has one in this mode. */
  boolean uses(ConfigField<?> field) {
    return switch (this) {
      case IPTABLES -> !field.path().startsWith("ipvs.");
      // Marks are made in both.
      case IPVS ->
          !field.path().endsWith(".iptablesLayout")
              && (!field.path().startsWith("iptables.")
                  || field.path().startsWith("iptables.masquerade"));
    };
  }

  /** As the configuration spells it. */
  public String text() {
    return text;
  }

  /**
   * Reads a mode; empty means the default, iptables.
   *
   * @throws IllegalArgumentException if this proxy cannot do it; the message says why
   */
  public static Mode parse(String text) {
    if (text.isEmpty()) {
      return IPTABLES;
    }
    return Arrays.stream(values())
        .filter(mode -> mode.text.equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(refusal(text)));
  }

  private static String refusal(String text) {
    return text.equals("nftables")
        ? "is not built yet, use iptables or ipvs"
        : "must be iptables, ipvs or nftables";
  }
}
