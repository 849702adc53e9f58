package dev.servicelab.dns;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.fast.FastPath;
import dev.servicelab.state.manifest.ManifestStateSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** A whole server inside another program, over a folder of manifests and on a loopback port. */
public final class EmbeddedDns implements AutoCloseable {

  private static final int LONGEST_REPLY = 65535;

  private final DnsServer server;

  private EmbeddedDns(DnsServer server) {
    this.server = server;
  }

  /**
   * Starts a server on a free port.
   *
   * @param manifests the folder of YAML that is the cluster
   * @param corefile the Corefile, all its blocks on one address
   * @throws dev.servicelab.dns.corefile.CorefileException if the Corefile is wrong
   * @throws dev.servicelab.state.StateException if the folder cannot be read as a cluster
   * @throws IOException if no port is free
   */
  public static EmbeddedDns start(Path manifests, Path corefile) throws IOException {
    DnsServer server =
        new DnsServer(
            new DnsServerOptions(
                new CorefileSource(Optional.of(corefile), Map.of()),
                (access, interest) -> new ManifestStateSource(manifests, interest),
                Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                Clock.systemUTC()));
    try {
      server.start();
    } catch (RuntimeException | IOException e) {
      server.close();
      throw e;
    }
    return new EmbeddedDns(server);
  }

  /** Where it answers, over UDP and TCP. */
  public InetSocketAddress address() {
    return server.boundAddresses().getFirst();
  }

  /** The plugins' reply to a packet, without any socket; empty if the packet deserves none. */
  public Optional<ByteBuffer> answer(byte[] packet, Client client) {
    return server.handler().handle(packet, client);
  }

  /**
   * The fast lane of the same server, for one thread; it finds nothing where the plugins have to.
   */
  public FastPath fastPath() {
    return new FastPath(() -> server.handler().ready(), LONGEST_REPLY, FastPath.MOST_THREADS - 1);
  }

  @Override
  public void close() {
    server.close();
  }
}
