package dev.servicelab.proxy.net;

/** An address family. A dual-stack node runs the whole pipeline once for each. */
public enum IpFamily {
  IPV4(32, "IPv4"),
  IPV6(128, "IPv6");

  private final int bits;
  private final String kubernetesName;

  IpFamily(int bits, String kubernetesName) {
    this.bits = bits;
    this.kubernetesName = kubernetesName;
  }

  /** As Kubernetes writes it: {@code IPv4}, {@code IPv6}. */
  public String kubernetesName() {
    return kubernetesName;
  }

  /** The length of an address: 32 or 128. */
  public int bits() {
    return bits;
  }

  /** The family of an address in text form. */
  public static IpFamily of(String address) {
    return address.indexOf(':') < 0 ? IPV4 : IPV6;
  }
}
