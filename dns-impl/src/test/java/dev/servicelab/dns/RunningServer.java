package dev.servicelab.dns;

import dev.servicelab.state.manifest.ManifestStateSource;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** A real server on a free loopback port, over the test cluster. */
final class RunningServer implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 20_000;

  private final DnsServer server;
  private final Path corefile;

  private RunningServer(DnsServer server, Path corefile) {
    this.server = server;
    this.corefile = corefile;
  }

  static RunningServer start(Path folder, String text) throws IOException {
    return start(folder, text, 0);
  }

  static RunningServer start(Path folder, String text, int port) throws IOException {
    return start(
        TestCluster.FOLDER,
        folder,
        text,
        Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
  }

  /** With a cluster of the test's own. */
  static RunningServer over(Path manifests, Path folder, String text) throws IOException {
    return start(
        manifests,
        folder,
        text,
        Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
  }

  /** On the addresses that the Corefile says. */
  static RunningServer startAsWritten(Path folder, String text) throws IOException {
    return start(TestCluster.FOLDER, folder, text, Optional.empty());
  }

  private static RunningServer start(
      Path manifests, Path folder, String text, Optional<InetSocketAddress> listen)
      throws IOException {
    Path corefile = Files.writeString(folder.resolve("Corefile"), text);
    DnsServer server =
        new DnsServer(
            new DnsServerOptions(
                new CorefileSource(Optional.of(corefile), Map.of()),
                (access, interest) -> new ManifestStateSource(manifests, interest),
                listen,
                Clock.systemUTC()));
    try {
      server.start();
    } catch (RuntimeException | IOException e) {
      server.close();
      throw e;
    }
    return new RunningServer(server, corefile);
  }

  DnsServer server() {
    return server;
  }

  /** Writes another Corefile and has it read, as the reload plugin does every half minute. */
  void reload(String text) throws IOException {
    Files.writeString(corefile, text);
    server.reload();
  }

  InetSocketAddress address() {
    return server.boundAddresses().getFirst();
  }

  /** Asks over UDP. */
  String dig(String question) throws IOException {
    return Dig.text(udp(Dig.question(question)));
  }

  byte[] udp(byte[] packet) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(address());
      socket.send(new DatagramPacket(packet, packet.length));
      DatagramPacket reply = new DatagramPacket(new byte[65535], 65535);
      socket.receive(reply);
      return Arrays.copyOf(reply.getData(), reply.getLength());
    }
  }

  Socket connect() throws IOException {
    return connectFrom(InetAddress.getLoopbackAddress());
  }

  /** A client on another address of the loopback network. */
  Socket connectFrom(InetAddress client) throws IOException {
    Socket socket = new Socket(address().getAddress(), address().getPort(), client, 0);
    socket.setSoTimeout(PATIENCE_MILLIS);
    return socket;
  }

  static void send(Socket socket, byte[] packet) throws IOException {
    Framed.write(socket.getOutputStream(), packet);
  }

  static byte[] receive(Socket socket) throws IOException {
    return Framed.read(socket.getInputStream());
  }

  /** Status and body of a page, as {@code 200 OK}. */
  String page(String path) throws IOException, InterruptedException {
    String url =
        server.pageUrls().stream().filter(page -> page.endsWith(path)).findFirst().orElseThrow();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> response =
          client.send(
              HttpRequest.newBuilder(URI.create(url)).build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() + " " + response.body();
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
