package dev.servicelab.labs.world;

import dev.servicelab.labs.cluster.LabCluster;
import java.time.Duration;

/**
 * Every limit that a scenario waits for, each with its reason. They are limits, not expectations: a
 * passing scenario uses a small part of them, a failing one fails within them.
 *
 * @param poll pause between two looks at something that is to change
 * @param serviceAccount from a namespace's creation until its ServiceAccount {@code default}
 *     exists, without which no pod is admitted; a controller makes it
 * @param podsReady from a manifest's application until its pods are ready: scheduling, container
 *     start and the first probe, while another scenario's pods may still be ending
 * @param endpoints from a change of a pod until Endpoints and EndpointSlices show it: one probe
 *     period and two controllers
 * @param traffic from a change of an EndpointSlice until every node's proxy sends requests
 *     accordingly: proxies gather changes for {@code minSyncPeriod} (1 s) and may have to retry
 *     after {@code syncPeriod} (30 s)
 * @param dns from a change of a Service until cluster DNS answers by it, when no earlier answer is
 *     remembered; added to the TTL when one is
 * @param connect until a TCP connection is established: a packet that a busy machine loses is sent
 *     again after 1 s (RFC 6298); a Service without rules lets packets vanish, so this is what a
 *     request to it costs
 * @param silence how long nobody has to answer the first packet of a connection, and its repetition
 *     after 1 s, to count as nobody there
 * @param request until a whole request is answered
 * @param terminal until a line that a student types has ended; the longest ones wait for pods whose
 *     probes begin after 15 s and come every 10 s
 * @param recovery from the end of an outage of the API server until proxies and DNS have heard of a
 *     change: a connection on which nothing came through for 30 s tries again after up to as long
 *     (RFC 6298 doubles the pause), and a name that did not exist may be remembered for 30 s
 */
public record Timeouts(
    Duration poll,
    Duration serviceAccount,
    Duration podsReady,
    Duration endpoints,
    Duration traffic,
    Duration dns,
    Duration connect,
    Duration silence,
    Duration request,
    Duration terminal,
    Duration recovery) {

  /** How often in a row something has to hold before it is believed: one good look may be luck. */
  public static final int IN_A_ROW = 2;

  /** On a kernel of its own a program starts ten times as slowly, and three such share the CPUs. */
  private static final double SLOW_NODES = 4;

  /**
   * The limits on a cluster: those of ordinary nodes, stretched where nodes have a kernel of their
   * own. The system property {@code servicelab.patience} is a factor to use instead.
   *
   * @throws IllegalArgumentException if the property is not a number
   */
  public static Timeouts of(LabCluster cluster) {
    String patience = System.getProperty("servicelab.patience");
    if (patience != null) {
      return stretched(Double.parseDouble(patience));
    }
    return stretched(cluster.ownKernels() ? SLOW_NODES : 1);
  }

  /**
   * The limits of ordinary nodes, stretched. The pause between looks is not.
   *
   * @param patience a factor
   */
  public static Timeouts stretched(double patience) {
    return new Timeouts(
        Duration.ofMillis(100),
        seconds(20, patience),
        seconds(90, patience),
        seconds(20, patience),
        seconds(40, patience),
        seconds(10, patience),
        seconds(3, patience),
        seconds(2, patience),
        seconds(8, patience),
        seconds(90, patience),
        seconds(90, patience));
  }

  private static Duration seconds(int seconds, double patience) {
    return Duration.ofMillis(Math.round(seconds * 1000 * patience));
  }
}
