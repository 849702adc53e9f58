package dev.servicelab.dns;

import dev.servicelab.dns.chain.Client;
import dev.servicelab.dns.chain.Client.Transport;
import dev.servicelab.dns.chain.Explanation;
import dev.servicelab.dns.chain.HttpPage;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.chain.Query;
import dev.servicelab.dns.corefile.Corefile;
import dev.servicelab.dns.corefile.Imports;
import dev.servicelab.dns.fast.FastPath;
import dev.servicelab.dns.server.QueryHandler;
import dev.servicelab.dns.wire.Decoded;
import dev.servicelab.dns.wire.MessageReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A Corefile's zones over the test cluster, asked in memory: everything of the server but its
 * sockets.
 */
final class ChainUnderTest {

  private static final InetSocketAddress LISTEN =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 5353);

  private final ServerConfig config;
  private final QueryHandler handler;
  private final TestProcess process;

  private ChainUnderTest(ServerConfig config, TestProcess process) {
    this.config = config;
    this.process = process;
    this.handler =
        new QueryHandler(config.listeners().values().iterator().next(), process.metrics());
  }

  /** The Corefile's chains with the test cluster's snapshot delivered. */
  static ChainUnderTest of(String corefile) {
    return of(corefile, new TestProcess(Optional.of(TestCluster.snapshot())));
  }

  static ChainUnderTest of(String corefile, TestProcess process) {
    return started(build(corefile, process), process);
  }

  /** As {@link #of(String)}, each server block at the address that it says; the first is asked. */
  static ChainUnderTest onItsOwnPorts(String corefile) {
    TestProcess process = new TestProcess(Optional.of(TestCluster.snapshot()));
    return started(build(corefile, process, Optional.empty()), process);
  }

  private static ChainUnderTest started(ServerConfig config, TestProcess process) {
    config.plugins().forEach(Plugin::start);
    return new ChainUnderTest(config, process);
  }

  /** A question of a client over TCP, as the server hands it to a chain. */
  static Query query(String question) {
    return query(question, Explanation.SILENT);
  }

  /** The same, with somebody who reads what is decided. */
  static Query query(String question, Explanation reader) {
    return switch (MessageReader.read(Dig.question(question), client(Transport.TCP))) {
      case Decoded.Asked asked -> asked.query().explainedTo(reader);
      default -> throw new IllegalArgumentException(question);
    };
  }

  /** What the plugins say while they decide about a question, as {@code plugin: sentence}. */
  List<String> explain(String question) {
    List<String> said = new ArrayList<>();
    handler.ask(query(question, (who, decision) -> said.add(who + ": " + decision.get())));
    return said;
  }

  private static Client client(Transport transport) {
    return new Client(new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000), transport);
  }

  /** Only builds, as a check of the Corefile does. */
  static ServerConfig build(String corefile, TestProcess process) {
    return build(corefile, process, Optional.of(LISTEN));
  }

  private static ServerConfig build(
      String corefile, TestProcess process, Optional<InetSocketAddress> listen) {
    return ConfigBuilder.build(
        Corefile.parse("Corefile", corefile, Imports.NONE),
        process,
        new ConfigBuilder.AddressBook() {
          @Override
          public Optional<InetSocketAddress> override() {
            return listen;
          }

          @Override
          public InetSocketAddress bound(InetSocketAddress wanted) {
            return wanted;
          }
        });
  }

  /** Asks {@code NAME TYPE} over TCP, so that nothing is cut, and gives the reply as text. */
  String dig(String question) {
    return Dig.text(ask(Dig.question(question), Transport.TCP).orElseThrow());
  }

  /** The reply to a packet, if there is one. */
  Optional<byte[]> ask(byte[] packet, Transport transport) {
    return handler.handle(packet, client(transport)).map(ChainUnderTest::bytes);
  }

  /** The fast lane in front of it. */
  FastPath fast() {
    return new FastPath(handler::ready, 65535, /* thread= */ 0);
  }

  String page(String path) {
    return page(path, Map.of());
  }

  String page(String path, Map<String, String> parameters) {
    return config.pages().stream()
        .filter(page -> page.path().equals(path))
        .map(HttpPage::content)
        .map(content -> content.apply(parameters).text())
        .findFirst()
        .orElseThrow();
  }

  TestProcess process() {
    return process;
  }

  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }
}
