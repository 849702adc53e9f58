package dev.servicelab.dns;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.xbill.DNS.Rcode;

/** Asks from one socket as long as it lives, one question after another, and none a second time. */
final class SteadyClient implements AutoCloseable {

  /** Long enough for a machine that is busy with other things. */
  private static final int PATIENCE_MILLIS = 20_000;

  private final InetSocketAddress server;
  private final List<String> questions;
  private final AtomicInteger answers = new AtomicInteger();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final Thread thread;
  private volatile boolean over;

  /**
   * Begins to ask.
   *
   * @param questions as {@code NAME TYPE}, all of which exist
   */
  SteadyClient(InetSocketAddress server, List<String> questions) {
    this.server = server;
    this.questions = questions;
    this.thread = Thread.ofVirtual().start(this::run);
  }

  /** How many have been answered. */
  int answers() {
    return answers.get();
  }

  /** What was not answered, or not with NOERROR. */
  List<String> complaints() {
    return complaints;
  }

  /** Waits for the answer to the last question. */
  @Override
  public void close() {
    over = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(server);
      for (int i = 0; !over; i++) {
        ask(socket, questions.get(i % questions.size()));
      }
    } catch (IOException e) {
      complaints.add(e.toString());
    }
  }

  private void ask(DatagramSocket socket, String question) throws IOException {
    byte[] query = Dig.question(question);
    socket.send(new DatagramPacket(query, query.length));
    DatagramPacket reply = new DatagramPacket(new byte[65535], 65535);
    socket.receive(reply);
    int rcode = Dig.parse(Arrays.copyOf(reply.getData(), reply.getLength())).getHeader().getRcode();
    if (rcode == Rcode.NOERROR) {
      answers.incrementAndGet();
    } else {
      complaints.add(question + ": " + Rcode.string(rcode));
    }
  }
}
