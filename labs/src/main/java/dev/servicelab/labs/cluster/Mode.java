package dev.servicelab.labs.cluster;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A mode of the Service proxy, as field {@code mode} of KubeProxyConfiguration v1alpha1 names it.
 */
public enum Mode {
  /** Rules of the kernel's packet filter. */
  IPTABLES,
  /** Virtual servers of the kernel's load balancer; the nodes' kernel must have it. */
  IPVS;

  /**
   * Reads the word of the command line.
   *
   * @param word {@code iptables} or {@code ipvs}, in any case
   * @throws IllegalArgumentException one line with the words there are, for any other word
   */
  public static Mode of(String word) {
    for (Mode mode : values()) {
      if (mode.word().equals(word.toLowerCase(Locale.ROOT))) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "proxy mode '%s' is not available; available: %s"
            .formatted(
                word, Arrays.stream(values()).map(Mode::word).collect(Collectors.joining(", "))));
  }

  /** The word of the command line, of labels, of reports and of the proxy's configuration. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
