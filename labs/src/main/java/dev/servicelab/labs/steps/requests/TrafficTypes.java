package dev.servicelab.labs.steps.requests;

import dev.servicelab.labs.cluster.LabNode;
import dev.servicelab.labs.traffic.Requester;
import dev.servicelab.labs.traffic.Requesters;
import dev.servicelab.labs.traffic.Target;
import dev.servicelab.labs.world.PodView;
import dev.servicelab.labs.world.Pods;
import dev.servicelab.labs.world.Scene;
import dev.servicelab.labs.world.Services;
import io.cucumber.java.ParameterType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a feature says who asks, and what is asked. */
public final class TrafficTypes {
  private static final Pattern NAME = Pattern.compile("\"([^\"]*)\"");
  private static final Pattern PORT = Pattern.compile("port (\\d+) of");

  private final Scene scene;
  private final Pods pods;
  private final Services services;
  private final Requesters requesters;

  /**
   * @param scene the scenario
   * @param pods its pods
   * @param services its Services
   * @param requesters who can ask
   */
  public TrafficTypes(Scene scene, Pods pods, Services services, Requesters requesters) {
    this.scene = scene;
    this.pods = pods;
    this.services = services;
    this.requesters = requesters;
  }

  /**
   * Who asks: one or two pods, or all of a workload's, every node's own network or one node's,
   * both, a shell in a pod, containers that are not Kubernetes', or a machine outside the cluster.
   */
  @ParameterType(
      "pod \"[^\"]*\" and every node|pod \"[^\"]*\"|pods \"[^\"]*\" and \"[^\"]*\"|every node"
          + "|every pod of the Deployment \"[^\"]*\""
          + "|node \"[^\"]*\"|a shell in pod \"[^\"]*\"|outside the cluster"
          + "|container \"[^\"]*\"|containers \"[^\"]*\"(?:, \"[^\"]*\")* and \"[^\"]*\"")
  public List<Requester> requesters(String text) {
    List<Requester> named = new ArrayList<>();
    if (text.startsWith("pod")) {
      names(text).map(requesters::pod).forEach(named::add);
    } else if (text.startsWith("node ")) {
      names(text).map(requesters::node).forEach(named::add);
    } else if (text.startsWith("a shell in pod ")) {
      names(text).map(requesters::shellIn).forEach(named::add);
    } else if (text.startsWith("every pod of ")) {
      names(text).flatMap(this::podsOf).forEach(named::add);
    } else if (text.startsWith("container")) {
      names(text).map(requesters::container).forEach(named::add);
    } else if (text.equals("outside the cluster")) {
      named.add(requesters.outside());
    }
    if (text.endsWith("every node")) {
      named.addAll(requesters.everyNode());
    }
    return named;
  }

  /**
   * What is asked: a Service at its ClusterIP; a port of a node, of every node, of a host, or of an
   * address that the scenario has named; the port that the API server has picked for a Service.
   */
  @ParameterType(
      "the Service \"[^\"]*\"|port \\d+ of every node|port \\d+ of \"[^\"]*\""
          + "|the node port of the Service \"[^\"]*\" on every node"
          + "|the node port of the Service \"[^\"]*\" on \"[^\"]*\"")
  public List<Target> targets(String text) {
    List<String> names = names(text).toList();
    if (text.startsWith("the Service ")) {
      String service = names.getFirst();
      return List.of(new Target(services.clusterIp(service), services.port(service)));
    }
    Matcher port = PORT.matcher(text);
    int number =
        port.lookingAt() ? Integer.parseInt(port.group(1)) : services.nodePort(names.getFirst());
    Stream<String> hosts =
        text.endsWith("every node")
            ? scene.cluster().nodes().stream().map(LabNode::internalIp)
            : Stream.of(host(names.getLast()));
    return hosts.map(host -> new Target(host, number)).toList();
  }

  /** A node by its name, or by a pod on it. */
  @ParameterType("node \"[^\"]*\"|the node of pod \"[^\"]*\"")
  public String node(String text) {
    String name = text.split("\"")[1];
    return text.startsWith("the node of pod ") ? pods.named(scene.podName(name)).node() : name;
  }

  private Stream<Requester> podsOf(String workload) {
    return pods.of(workload).stream().map(PodView::name).map(requesters::pod);
  }

  private String host(String text) {
    return scene.cluster().nodes().stream()
        .filter(node -> node.name().equals(text))
        .map(LabNode::internalIp)
        .findFirst()
        .orElseGet(() -> scene.address(text));
  }

  private static Stream<String> names(String text) {
    return NAME.matcher(text).results().map(found -> found.group(1));
  }
}
