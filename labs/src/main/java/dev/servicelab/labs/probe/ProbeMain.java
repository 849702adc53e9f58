package dev.servicelab.labs.probe;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Answers questions about the rules of its network namespace and the processes of its PID
 * namespace, over TCP: a line each, the answer is a line too. See {@link Question}.
 */
public final class ProbeMain {
  /** Where it listens. */
  public static final int PORT = 7070;

  private ProbeMain() {}

  /** The names of all classes it needs beside the JDK's, main class first. */
  public static List<String> classes() {
    return Stream.of(
            ProbeMain.class,
            LineServer.class,
            Question.class,
            NetfilterTables.class,
            NetlinkSocket.class,
            Processes.class)
        .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses())))
        .map(Class::getName)
        .toList();
  }

  /**
   * Listens until it is killed.
   *
   * @param args none
   * @throws IOException if the port is taken
   */
  public static void main(String[] args) throws IOException {
    LineServer.listen(
        PORT,
        () -> {
          NetfilterTables tables = new NetfilterTables(new NetlinkSocket());
          return line -> Question.parse(line).answer(tables);
        },
        System.err::println);
  }
}
