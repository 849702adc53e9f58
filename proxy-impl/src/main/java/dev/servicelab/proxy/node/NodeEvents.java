package dev.servicelab.proxy.node;

import dev.servicelab.proxy.plan.HealthCheck;
import dev.servicelab.state.ClusterEvent;
import dev.servicelab.state.EventSink;
import dev.servicelab.state.ObjectName;

/** The events that this proxy tells its cluster, under kube-proxy's names. */
final class NodeEvents {
  private static final System.Logger LOG = System.getLogger(NodeEvents.class.getName());

  private final EventSink sink;
  private final String nodeName;

  NodeEvents(EventSink sink, String nodeName) {
    this.sink = sink;
    this.nodeName = nodeName;
  }

  /** This proxy has begun its work. */
  void starting() {
    ObjectName node = new ObjectName("", nodeName);
    sink.send(new ClusterEvent("Node", node, false, "Starting", "StartKubeProxy", ""));
  }

  /** A health-check node port is taken by somebody else. */
  void cannotListen(HealthCheck check, String why) {
    String note =
        "node %s failed to start healthcheck \"%s\" on port %d: %s"
            .formatted(nodeName, check.service(), check.port(), why);
    LOG.log(System.Logger.Level.ERROR, note);
    sink.send(
        new ClusterEvent(
            "Service", check.service(), true, "FailedToStartServiceHealthcheck", "Listen", note));
  }
}
