package dev.servicelab.labs.traffic.http;

import dev.servicelab.labs.cluster.CommandResult;
import dev.servicelab.labs.cluster.LabCluster;
import java.io.IOException;
import java.util.List;

/** HTTP from a node itself: the way to what listens at 127.0.0.1 only. */
public final class NodeHttp {
  private NodeHttp() {}

  /**
   * One request.
   *
   * @throws AssertionError if nobody answers, or not as HTTP asks
   */
  public static HttpAnswer get(LabCluster cluster, String node, String url) {
    CommandResult result =
        cluster.onNode(
            node, List.of("curl", "--silent", "--show-error", "--include", "--max-time", "5", url));
    try {
      return HttpAnswer.parse(result.stdout());
    } catch (IOException e) {
      throw new AssertionError("%s on %s: %s".formatted(url, node, result.stderr().strip()), e);
    }
  }
}
