package dev.servicelab.labs.traffic;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.world.Timeouts;
import java.util.List;
import java.util.function.Function;

/** Asks with curl, run somewhere in the cluster; all requests of one call share one run. */
public final class CurlRequester implements Requester {

  private final String name;
  private final Function<List<String>, CommandResult> run;
  private final Timeouts timeouts;

  /**
   * @param name who asks, in the reader's words
   * @param run runs a command where curl is to run
   * @param timeouts limits of one connection and one request
   */
  public CurlRequester(String name, Function<List<String>, CommandResult> run, Timeouts timeouts) {
    this.name = name;
    this.run = run;
    this.timeouts = timeouts;
  }

  @Override
  public String name() {
    return name;
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
}
