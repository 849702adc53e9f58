package dev.servicelab.dns;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports on loopback for servers whose port has to be known before they start. */
final class TestPorts {
  // Below the range (32768 up) from which the kernel gives ports to clients: one of those may be
  // taken by anybody's connection between the look and the use.
  private static final int FIRST = 20_000;
  private static final int LAST = 30_000;
  private static final int TRIES = 100;

  private TestPorts() {}

  /**
   * A port that is free for UDP and TCP.
   *
   * @throws IOException if no try found one
   */
  static int unused() throws IOException {
    for (int i = 0; i < TRIES; i++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
        return port;
      }
    }
    throw new IOException("no free port found in " + TRIES + " tries");
  }

  @SuppressWarnings("try") // opening them is the question
  private static boolean isFree(InetSocketAddress address) {
    try (ServerSocket tcp = new ServerSocket(address.getPort(), 1, address.getAddress());
        DatagramSocket udp = new DatagramSocket(address)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
