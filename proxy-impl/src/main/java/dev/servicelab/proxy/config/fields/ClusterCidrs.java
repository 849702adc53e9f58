package dev.servicelab.proxy.config.fields;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import java.util.Arrays;
import java.util.List;

/** The value of {@code clusterCIDR} and {@code --cluster-cidr}. */
public final class ClusterCidrs {
  private ClusterCidrs() {}

  /**
   * Reads {@code 10.244.0.0/16}, or two ranges of different families with a comma between them.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static List<Cidr> parse(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<Cidr> cidrs = Arrays.stream(text.split(",")).map(String::strip).map(Cidr::parse).toList();
    List<IpFamily> families = cidrs.stream().map(Cidr::family).distinct().toList();
    if (families.size() < cidrs.size()) {
      throw new IllegalArgumentException("must have one range per address family");
    }
    return cidrs;
  }
}
