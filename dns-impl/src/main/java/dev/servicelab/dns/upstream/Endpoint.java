package dev.servicelab.dns.upstream;

import dev.servicelab.dns.chain.Addresses;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a server listens.
 *
 * @param address its address and port
 * @param tls how to encrypt, absent for plain DNS
 */
public record Endpoint(InetSocketAddress address, Optional<TlsSession> tls) {

  /** A server that speaks plain DNS over UDP and TCP. */
  public static Endpoint plain(InetSocketAddress address) {
    return new Endpoint(address, Optional.empty());
  }

  /** {@code ADDRESS:PORT}, as logs and metrics show it. */
  public String text() {
    return Addresses.text(address);
  }
}
