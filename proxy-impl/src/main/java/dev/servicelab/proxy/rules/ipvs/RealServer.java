package dev.servicelab.proxy.rules.ipvs;

/**
 * Where a virtual server sends connections: to an endpoint, whose address replaces the virtual one
 * ({@code -m}, masquerading in IPVS' words).
 *
 * @param weight its share of new connections; with 0 it gets none and keeps those it has
 */
public record RealServer(String ip, int port, int weight) implements Comparable<RealServer> {
  /** Ready for connections like every other one. */
  public static final int USUAL = 1;

  /** About to go. */
  public static final int LEAVING = 0;

  /** An endpoint with the usual weight. */
  public RealServer(String ip, int port) {
    this(ip, port, USUAL);
  }

  /** The same endpoint with another weight. */
  public RealServer with(int other) {
    return weight == other ? this : new RealServer(ip, port, other);
  }

  /** {@code 10.244.1.2:80}, or {@code [fd00::2]:80}: what identifies it within a virtual server. */
  public String at() {
    return VirtualAddress.at(ip, port);
  }

  @Override
  public int compareTo(RealServer other) {
    return at().compareTo(other.at());
  }
}
