package dev.servicelab.labs.containers;

/**
 * Which addresses a cluster gives to pods and Services, as k3s's flags take them: one range, or two
 * with a comma, IPv4 first.
 *
 * @param pods {@code --cluster-cidr}
 * @param services {@code --service-cidr}
 * @param dns {@code --cluster-dns}
 */
public record AddressRanges(String pods, String services, String dns) {

  /** The ranges that article 000 uses. */
  public static final AddressRanges IPV4 =
      new AddressRanges("10.244.0.0/16", "10.96.0.0/12", "10.96.0.10");

  /** The same, and IPv6 beside them: a Service may ask for an address of each family. */
  public static final AddressRanges DUAL_STACK =
      new AddressRanges(
          IPV4.pods + ",fd00:10:244::/56", IPV4.services + ",fd00:10:96::/112", IPV4.dns);
}
