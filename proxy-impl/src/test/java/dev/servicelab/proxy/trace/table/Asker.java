package dev.servicelab.proxy.trace.table;

import dev.servicelab.proxy.kernel.NetworkNamespace;
import dev.servicelab.proxy.trace.table.Destinations.Destination;
import dev.servicelab.state.Protocol;
import java.io.IOException;
import java.net.ConnectException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Sends a real packet, the first of a new connection each time, and waits for an answer. */
final class Asker {
  /**
   * Within one machine an answer takes less than a millisecond. But IPv6 hears of a refusal only
   * when TCP asks again, after a second: the first answer comes back before the kernel has put the
   * socket aside.
   */
  private static final int PATIENCE_MS = 2_000;

  /** With three endpoints, all alike, one of them is missed 60 times once in ten billion. */
  private static final int MOST = 60;

  private Asker() {}

  /**
   * What the asker heard.
   *
   * @param place {@code refused}, {@code dropped} if there was no answer, or who answered
   * @param seen the client's address as the one who answered sees it; empty without an answer
   */
  record Heard(String place, String seen) {}

  /** Asks until all of these have answered, or somebody else, or nobody. */
  static List<Heard> ask(
      NetworkNamespace from, Destination to, Protocol protocol, Set<String> awaited) {
    return from.inside(
            () -> {
              InetSocketAddress address =
                  new InetSocketAddress(InetAddress.ofLiteral(to.ip()), to.port());
              List<Heard> heard = new ArrayList<>();
              Set<String> missing = new TreeSet<>(awaited);
              while (!missing.isEmpty() && heard.size() < MOST) {
                heard.add(protocol == Protocol.UDP ? udp(address) : tcp(address));
                missing.remove(heard.getLast().place());
                if (!awaited.contains(heard.getLast().place())) {
                  return heard;
                }
              }
              return heard;
            })
        .join();
  }

  private static Heard tcp(InetSocketAddress to) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(to, PATIENCE_MS);
      socket.setSoTimeout(PATIENCE_MS);
      return heard(socket.getInputStream().readAllBytes());
    } catch (SocketTimeoutException e) {
      return new Heard("dropped", "");
    } catch (ConnectException e) {
      return new Heard("refused", "");
    }
  }

  private static Heard udp(InetSocketAddress to) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.connect(to);
      socket.setSoTimeout(PATIENCE_MS);
      socket.send(new DatagramPacket(new byte[] {'?'}, 1));
      DatagramPacket answer = new DatagramPacket(new byte[64], 64);
      socket.receive(answer);
      return heard(Arrays.copyOf(answer.getData(), answer.getLength()));
    } catch (SocketTimeoutException e) {
      return new Heard("dropped", "");
    } catch (PortUnreachableException e) {
      return new Heard("refused", "");
    }
  }

  private static Heard heard(byte[] answer) {
    String[] words = new String(answer, StandardCharsets.US_ASCII).split(" ");
    return new Heard(words[0], words[1]);
  }
}
