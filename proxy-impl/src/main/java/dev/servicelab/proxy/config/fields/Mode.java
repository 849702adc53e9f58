package dev.servicelab.proxy.config.fields;

/** The values of {@code mode} and {@code --proxy-mode}. */
public final class Mode {
  private Mode() {}

  /** Whether this proxy can do it; empty means the default, iptables. */
  public static boolean isBuilt(String mode) {
    return mode.isEmpty() || mode.equals("iptables");
  }

  /** Why it cannot. */
  public static String refusal(String mode) {
    return switch (mode) {
      case "ipvs", "nftables" -> "is not built yet, use iptables";
      default -> "must be iptables, ipvs or nftables";
    };
  }

  /**
   * The mode itself.
   *
   * @throws IllegalArgumentException if this proxy cannot do it; the message is {@link #refusal}
   */
  static String checked(String mode) {
    if (!isBuilt(mode)) {
      throw new IllegalArgumentException(refusal(mode));
    }
    return mode;
  }
}
