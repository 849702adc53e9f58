package dev.servicelab.labs.fuzz;

import dev.servicelab.dns.EmbeddedDns;
import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.fast.FastPath;
import dev.servicelab.labs.machine.ProjectRoot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The server that is attacked, over the small shop of the DNS' own tests. */
final class Target implements AutoCloseable {

  private static final InetSocketAddress CLIENT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000);

  private final Path folder;
  private final EmbeddedDns dns;

  private final FastPath fast;

  private Target(Path folder, EmbeddedDns dns) {
    this.folder = folder;
    this.dns = dns;
    this.fast = dns.fastPath();
  }

  static Target start() throws IOException {
    Path folder = Files.createTempDirectory("lab-fuzz");
    Path corefile = folder.resolve("Corefile");
    try (InputStream in = Target.class.getResourceAsStream("/fuzz/Corefile")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its own fuzz/Corefile");
      }
      Files.copy(in, corefile);
    }
    // A copy: the server follows changes, and while one is taken in, its two ways may differ.
    Path cluster = Files.createDirectory(folder.resolve("cluster"));
    Path shop = ProjectRoot.find().resolve("dns-impl/src/test/resources/cluster/shop.yaml");
    Files.copy(shop, cluster.resolve("shop.yaml"));
    return new Target(folder, EmbeddedDns.start(cluster, corefile));
  }

  InetSocketAddress address() {
    return dns.address();
  }

  /** The reply of the plugins, in this process. */
  Optional<byte[]> answer(byte[] packet, Transport transport) {
    return dns.answer(packet, new Client(CLIENT, transport))
        .map(
            reply -> {
              byte[] bytes = new byte[reply.remaining()];
              reply.duplicate().get(bytes);
              return bytes;
            });
  }

  /**
   * The reply of the fast lane, in this process; empty where it leaves the packet to the plugins.
   */
  Optional<byte[]> fastAnswer(byte[] packet, Transport transport) {
    boolean tcp = transport == Transport.TCP;
    int length = fast.answer(packet, packet.length, tcp, /* ipv6= */ false, System.nanoTime());
    return length == 0 ? Optional.empty() : Optional.of(Arrays.copyOf(fast.reply(), length));
  }

  @Override
  public void close() {
    dns.close();
    try {
      for (String file : List.of("cluster/shop.yaml", "cluster", "Corefile", "")) {
        Files.deleteIfExists(folder.resolve(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
