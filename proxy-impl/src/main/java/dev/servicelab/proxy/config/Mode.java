package dev.servicelab.proxy.config;

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
      case "ipvs", "nftables" -> "mode " + mode + " is not built yet, use iptables";
      default -> "must be iptables, ipvs or nftables, is \"" + mode + "\"";
    };
  }
}
