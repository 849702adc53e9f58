package dev.servicelab.proxy.node;

import dev.servicelab.proxy.plan.DetectLocalMode;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.NodeRecord;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * The node's own pod ranges, for {@code detectLocalMode: NodeCIDR}. They are waited for, as
 * somebody gives them to a new node, and are never changed afterwards: if they are, the node is
 * another one, and its proxy ends.
 */
final class PodCidrs {
  private static final long WAIT_MINUTES = 5;

  private final boolean needed;
  private final String nodeName;
  private final Ending ending;
  private volatile List<String> known = List.of();

  PodCidrs(DetectLocalMode detection, String nodeName, Ending ending) {
    this.needed = detection instanceof DetectLocalMode.NodeCidr;
    this.nodeName = nodeName;
    this.ending = ending;
    if (needed) {
      CompletableFuture.delayedExecutor(WAIT_MINUTES, TimeUnit.MINUTES).execute(this::giveUp);
    }
  }

  /** Whether the proxy may act on this state. */
  boolean allow(ClusterSnapshot cluster) {
    if (!needed) {
      return true;
    }
    List<String> now =
        cluster.nodes().stream()
            .filter(node -> node.name().equals(nodeName))
            .map(NodeRecord::podCidrs)
            .findFirst()
            .orElse(List.of());
    if (known.isEmpty()) {
      known = now;
    } else if (!now.equals(known)) {
      ending.fail("node " + nodeName + ": podCIDRs changed from " + known + " to " + now);
      return false;
    }
    return !known.isEmpty();
  }

  /** Those that were found; empty unless they are needed. */
  List<String> known() {
    return known;
  }

  private void giveUp() {
    if (known.isEmpty()) {
      ending.fail(
          "node "
              + nodeName
              + " has no podCIDRs after "
              + WAIT_MINUTES
              + " minutes, which"
              + " detectLocalMode: NodeCIDR needs");
    }
  }
}
