package dev.servicelab.labs.asker;

import dev.servicelab.labs.probe.Processes;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What the program does when asked, with the line that asks it. */
sealed interface Errand {
  /** The answer when the limit has passed. */
  String TIMEOUT = "timeout";

  /** Short beside the start of a program, and little work on a machine that is busy with it. */
  long POLL_NANOS = 1_000_000;

  /** The answer, without an end of line. */
  String run() throws IOException;

  /**
   * Reads an errand.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Errand parse(String line) {
    List<String> words = List.of(line.split(" "));
    return switch (words.getFirst()) {
      case "udp", "tcp" ->
          new Ask(
              words.getFirst().equals("tcp"),
              words.get(1),
              Integer.parseInt(words.get(2)),
              Integer.parseInt(words.get(3)),
              words.get(4));
      case "answered" -> new Answered(Long.parseLong(words.get(1)), words.get(2));
      case "process" -> new Program(words.get(1), Long.parseLong(words.get(2)));
      default -> throw new IllegalArgumentException("not an errand: " + line);
    };
  }

  /**
   * {@code udp|tcp ADDRESS PORT MILLIS QUERY}: the response to the query, both in hexadecimal
   * digits; {@code closed} if the server ends the TCP connection instead.
   */
  record Ask(boolean tcp, String address, int port, int millis, String query) implements Errand {
    @Override
    public String run() throws IOException {
      byte[] packet = HexFormat.of().parseHex(query);
      byte[] response =
          tcp
              ? Exchange.tcp(address, port, millis, packet)
              : Exchange.udp(address, port, millis, packet);
      if (response == null) {
        return TIMEOUT;
      }
      return response.length == 0 ? "closed" : HexFormat.of().formatHex(response);
    }
  }

  /**
   * {@code answered MILLIS QUERY}: says {@code there} as soon as the server on port 53 gives a
   * positive answer over UDP.
   */
  record Answered(long millis, String query) implements Errand {
    private static final int PATIENCE_MILLIS = 20;

    @Override
    public String run() throws IOException {
      byte[] packet = HexFormat.of().parseHex(query);
      long end = System.nanoTime() + millis * 1_000_000;
      while (System.nanoTime() < end) {
        byte[] response = Exchange.udp("127.0.0.1", 53, PATIENCE_MILLIS, packet);
        if (response != null && positive(response)) {
          return "there";
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
      return TIMEOUT;
    }

    /** RFC 1035 section 4.1.1: RCODE 0, and at least one record in the answer section. */
    private static boolean positive(byte[] response) {
      return response.length > 12
          && (response[3] & 0x0f) == 0
          && (response[6] != 0 || response[7] != 0);
    }
  }

  /**
   * {@code process WORD MILLIS}: the id of the first process with this word in its command line.
   */
  record Program(String word, long millis) implements Errand {
    @Override
    public String run() throws IOException {
      long end = System.nanoTime() + millis * 1_000_000;
      while (System.nanoTime() < end) {
        long id = Processes.find(word);
        if (id > 0) {
          return Long.toString(id);
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
      return TIMEOUT;
    }
  }
}
