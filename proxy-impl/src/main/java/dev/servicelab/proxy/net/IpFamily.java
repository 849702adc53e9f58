package dev.servicelab.proxy.net;

/** An address family. A dual-stack node runs the whole pipeline once for each. */
public enum IpFamily {
  IPV4(32),
  IPV6(128);

  private final int bits;

  IpFamily(int bits) {
    this.bits = bits;
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
