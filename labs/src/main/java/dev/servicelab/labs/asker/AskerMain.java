package dev.servicelab.labs.asker;

import dev.servicelab.labs.probe.LineServer;
import dev.servicelab.labs.probe.Processes;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does errands in its network and PID namespace, over TCP: a line each, the answer is a line too.
 * See {@link Errand}. It also sends every packet to UDP port {@link Echo#PORT} back.
 */
public final class AskerMain {
  /** Where it listens. */
  public static final int PORT = 7071;

  private AskerMain() {}

  /** The names of all classes it needs beside the JDK's, main class first. */
  public static List<String> classes() {
    return Stream.of(
            AskerMain.class,
            LineServer.class,
            Errand.class,
            Exchange.class,
            Echo.class,
            Processes.class)
        .flatMap(type -> Stream.concat(Stream.of(type), Stream.of(type.getDeclaredClasses())))
        .map(Class::getName)
        .toList();
  }

  /**
   * Listens until it is killed.
   *
   * @param args none
   * @throws IOException if a port is taken
   */
  public static void main(String[] args) throws IOException {
    Echo.start();
    LineServer.listen(PORT, () -> line -> Errand.parse(line).run(), System.err::println);
  }
}
