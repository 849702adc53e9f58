package dev.servicelab.dns.chain;

import java.time.Duration;

/**
 * What one TCP connection may take of the server.
 *
 * @param read how long a new connection may take until its first query is there, whole
 * @param write how long a reply may take until the client has made room for it
 * @param idle how long the client may take for each later query, from the reply before
 * @param queries after how many queries the server ends it, at least 1
 */
public record TcpLimits(Duration read, Duration write, Duration idle, int queries) {

  /** More queries than any connection brings. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** CoreDNS's (core/dnsserver). */
  public static final TcpLimits USUAL =
      new TcpLimits(
          Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(10), UNLIMITED);

  /** The same with another time for the first query. */
  public TcpLimits withRead(Duration changed) {
    return new TcpLimits(changed, write, idle, queries);
  }

  /** The same with another time for replies. */
  public TcpLimits withWrite(Duration changed) {
    return new TcpLimits(read, changed, idle, queries);
  }

  /** The same with another time for later queries. */
  public TcpLimits withIdle(Duration changed) {
    return new TcpLimits(read, write, changed, queries);
  }

  /** The same with another number of queries. */
  public TcpLimits withQueries(int changed) {
    return new TcpLimits(read, write, idle, changed);
  }
}
