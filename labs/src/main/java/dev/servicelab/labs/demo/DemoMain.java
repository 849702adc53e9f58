package dev.servicelab.labs.demo;

import java.io.IOException;

/** Starts the demo application: HTTP on port 80, echo over TCP and UDP on port 7. */
public final class DemoMain {

  private DemoMain() {}

  /**
   * Serves until the process is told to end.
   *
   * @param args none; the application is configured by its environment, see {@link DemoIdentity}
   *     and {@link ReplyFormat}
   */
  public static void main(String[] args) {
    try {
      DemoServer server =
          DemoServer.start(
              DemoIdentity.fromEnvironment(System.getenv()),
              ReplyFormat.fromEnvironment(System.getenv()),
              80,
              7);
      System.err.println(
          "demo: HTTP on port " + server.httpPort() + ", echo on port " + server.echoPort());
    } catch (IOException | IllegalArgumentException e) {
      System.err.println("demo: cannot start: " + e.getMessage());
      System.exit(2);
    }
  }
}
