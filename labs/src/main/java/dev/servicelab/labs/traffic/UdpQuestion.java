package dev.servicelab.labs.traffic;

import java.util.List;
import java.util.Optional;

/** One datagram to the demo application's echo port, and its answer. */
public final class UdpQuestion {
  private static final int SOURCE_PORT = 5300;

  private UdpQuestion() {}

  /**
   * The command that asks, from the same port each time, and waits for an answer for half a second.
   */
  public static List<String> command(Target to) {
    String address =
        "UDP4:%s:%d,sourceport=%d,reuseaddr".formatted(to.host(), to.port(), SOURCE_PORT);
    return List.of("sh", "-c", "echo who | socat -t 0.5 -T 0.5 - \"$1\"", "sh", address);
  }

  /**
   * The command that asks so many times at once, each time from another port, and waits for the
   * answers for a second. Each answer is a line, and so is a refusal, which socat tells.
   */
  public static List<String> command(Target to, int count) {
    String script =
        "for n in $(seq %d); do (echo who | socat -t 1 - \"$1\" 2>&1) & done; wait"
            .formatted(count);
    return List.of("sh", "-c", script, "sh", "UDP4:%s:%d".formatted(to.host(), to.port()));
  }

  /** The answer, if somebody gave one. */
  public static Optional<Reply.Answered> parse(String stdout) {
    return DemoReply.parse(stdout) instanceof Reply.Answered answered
        ? Optional.of(answered)
        : Optional.empty();
  }
}
