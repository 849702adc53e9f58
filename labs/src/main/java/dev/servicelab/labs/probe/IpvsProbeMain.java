package dev.servicelab.labs.probe;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Says when IPVS has, or has no longer, a real server: {@code there|gone VIRTUAL:PORT REAL:PORT
 * MILLIS} is answered by {@code yes} as soon as it is so, or by {@code timeout}. It speaks over
 * standard input and output, a line each, and says {@code ready} first.
 */
public final class IpvsProbeMain {
  private static final int NETLINK_GENERIC = 16;

  /** On a kernel whose system calls are slow it takes some hundredths of a CPU. */
  private static final long POLL_NANOS = 4_000_000;

  private IpvsProbeMain() {}

  /** The classes it needs beside the JDK's, main class first. */
  public static List<Class<?>> classes() {
    return List.of(IpvsProbeMain.class, IpvsTable.class, NetlinkSocket.class);
  }

  /**
   * Answers until its input ends.
   *
   * @param args none
   * @throws IOException if the kernel has no IPVS
   */
  public static void main(String[] args) throws IOException {
    IpvsTable table = new IpvsTable(new NetlinkSocket(NETLINK_GENERIC));
    BufferedReader questions =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    System.out.println("ready");
    for (String line = questions.readLine(); line != null; line = questions.readLine()) {
      System.out.println(answer(table, line.split(" ")));
    }
  }

  private static String answer(IpvsTable table, String[] words) throws IOException {
    boolean wanted = words[0].equals("there");
    InetSocketAddress virtual = address(words[1]);
    InetSocketAddress real = address(words[2]);
    long end = System.nanoTime() + Long.parseLong(words[3]) * 1_000_000;
    while (table.has(virtual, real) != wanted) {
      if (System.nanoTime() > end) {
        return "timeout";
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
    return "yes";
  }

  private static InetSocketAddress address(String text) throws IOException {
    int colon = text.lastIndexOf(':');
    return new InetSocketAddress(
        InetAddress.getByName(text.substring(0, colon)),
        Integer.parseInt(text.substring(colon + 1)));
  }
}
