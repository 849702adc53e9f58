package dev.servicelab.labs.traffic;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.world.Timeouts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Asks with curl, run somewhere in the cluster; all requests of one call share one run. */
public final class CurlRequester implements Requester {

  private final String name;
  private final Supplier<String> node;
  private final Function<List<String>, CommandResult> run;
  private final Timeouts timeouts;

  /**
   * @param name who asks, in the reader's words
   * @param node gives the name of the node that the packets come to first
   * @param run runs a command where curl is to run
   * @param timeouts limits of one connection and one request
   */
  public CurlRequester(
      String name,
      Supplier<String> node,
      Function<List<String>, CommandResult> run,
      Timeouts timeouts) {
    this.name = name;
    this.node = node;
    this.run = run;
    this.timeouts = timeouts;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Optional<String> node() {
    return Optional.of(node.get());
  }

  @Override
  public Replies ask(String host, int port, int count) {
    CommandResult result = run.apply(CurlOutput.command(host, port, count, timeouts));
    List<Reply> replies = CurlOutput.parse(result.stdout());
    if (replies.isEmpty()) {
      String reason =
          "curl said nothing, exit code %d %s".formatted(result.exitCode(), result.stderr());
      replies = List.of(new Reply.Unanswered(reason.strip()));
    }
    return new Replies(name, host + ":" + port, count, replies);
  }

  /** With socat, as curl does not tell a refusal from an unreachable network. */
  @Override
  public Knock knock(String host, int port) {
    String address =
        "TCP4:%s:%d,connect-timeout=%d".formatted(host, port, timeouts.silence().toSeconds());
    CommandResult result = run.apply(List.of("socat", "-u", "/dev/null", address));
    if (result.ok()) {
      return Knock.OPEN;
    }
    if (result.stderr().contains("Connection refused")) {
      return Knock.REFUSED;
    }
    if (result.stderr().contains("Connection timed out")) {
      return Knock.SILENCE;
    }
    throw new AssertionError(
        "%s to %s:%d: %s".formatted(name, host, port, result.stderr().strip()));
  }
}
