package dev.servicelab.labs.node;

import static org.awaitility.Awaitility.await;

import dev.servicelab.labs.containers.AddressRanges;
import dev.servicelab.labs.containers.Creations;
import dev.servicelab.labs.containers.K3sAgent;
import dev.servicelab.labs.containers.K3sServer;
import dev.servicelab.labs.containers.LabNetwork;
import dev.servicelab.labs.containers.Labels;
import dev.servicelab.labs.containers.Leftovers;
import dev.servicelab.labs.containers.NodeSettings;
import dev.servicelab.labs.images.Images;
import dev.servicelab.labs.machine.Progress;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A server and an agent as the labs start them, and a second agent, node3, with no flags but those
 * it cannot do without.
 */
final class ContractCluster implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final NodeSettings settings;
  private final K3sServer server;
  private final RawNode first;
  private final RawNode second;
  private final RawNode plain;
  private final KubernetesClient client;

  private ContractCluster(NodeSettings settings, K3sServer server, RawNode second, RawNode plain) {
    this.settings = settings;
    this.server = server;
    this.first = new RawNode(server.getContainerId());
    this.second = second;
    this.plain = plain;
    Config config =
        new ConfigBuilder(Config.fromKubeconfig(server.getKubeConfigYaml()))
            .withNamespace("default")
            .build();
    this.client = new KubernetesClientBuilder().withConfig(config).build();
  }

  /** Starts all three; returns when all are Ready. */
  static ContractCluster start() {
    Images images = Images.prepare(Progress.stderr(), true, true, false);
    String id = "contract-" + UUID.randomUUID().toString().substring(0, 6);
    Map<String, String> labels = Labels.of(id, "contract", false);
    NodeSettings settings =
        new NodeSettings(
            id,
            images.node(),
            images.archive(),
            images.disk(),
            AddressRanges.IPV4,
            LabNetwork.create("lab-" + id, labels),
            UUID.randomUUID().toString(),
            labels,
            List.of("192.0.2.53", "192.0.2.54"), // nobody is there, and no test asks
            new Creations());
    K3sServer server = new K3sServer(settings);
    K3sAgent agent = new K3sAgent(settings, 2);
    try {
      agent.start();
      RawNode plain = agent(settings, settings.token(), "--node-name=node3");
      server.start();
      ContractCluster cluster =
          new ContractCluster(settings, server, new RawNode(agent.getContainerId()), plain);
      await("three nodes Ready")
          .atMost(START_LIMIT)
          .until(() -> Stream.of("node1", "node2", "node3").allMatch(cluster::ready));
      return cluster;
    } catch (RuntimeException e) {
      Leftovers.removeCluster(id);
      throw e;
    }
  }

  /** The server, node1. */
  RawNode first() {
    return first;
  }

  /** The agent, node2. */
  RawNode second() {
    return second;
  }

  /** The agent with fewer flags, node3. */
  RawNode plain() {
    return plain;
  }

  KubernetesClient client() {
    return client;
  }

  /** The server's API as this machine reaches it, {@code https://host:port}. */
  String api() {
    return "https://" + server.getHost() + ":" + server.getMappedPort(6443);
  }

  String token() {
    return settings.token();
  }

  /** Starts one more agent in the cluster's network, with this secret and these flags. */
  RawNode agent(String token, String... flags) {
    return agent(settings, token, flags);
  }

  /** Starts the image with any arguments, on a network of Docker's or of no one's ("none"). */
  RawNode raw(String network, String... arguments) {
    return RawNode.start(settings.image(), network, token(), settings.labels(), arguments);
  }

  String network() {
    return settings.network().id();
  }

  boolean ready(String name) {
    Node node = client.nodes().withName(name).get();
    return node != null
        && node.getStatus().getConditions().stream()
            .anyMatch(c -> "Ready".equals(c.getType()) && "True".equals(c.getStatus()));
  }

  /** A node's InternalIP. */
  String address(String node) {
    return client.nodes().withName(node).require().getStatus().getAddresses().stream()
        .filter(address -> "InternalIP".equals(address.getType()))
        .findFirst()
        .orElseThrow()
        .getAddress();
  }

  /** kubectl on node2 as its kubelet; both streams, as some answers are on standard error. */
  String asKubelet(String... arguments) {
    String kubeconfig = "--kubeconfig=/var/lib/rancher/k3s/agent/kubelet.kubeconfig";
    String[] command = command(List.of("kubectl", kubeconfig), arguments);
    return second.run(command).replaceFirst("^\\d+ ", "");
  }

  /** Starts a pod of the tools image, which just stays, on a node and waits until it is Ready. */
  void runPod(String name, String node, String dnsPolicy) {
    Pod pod =
        new PodBuilder()
            .withNewMetadata()
            .withName(name)
            .endMetadata()
            .withNewSpec()
            .withNodeName(node)
            .withDnsPolicy(dnsPolicy)
            .addNewContainer()
            .withName("tools")
            .withImage("servicelab/tools:0.1.0")
            .withImagePullPolicy("Never")
            .endContainer()
            .endSpec()
            .build();
    client.resource(pod).create();
    client.pods().withName(name).waitUntilReady(30, TimeUnit.SECONDS);
  }

  /** What a command in a pod printed, after its exit code. */
  String inPod(String pod, String... command) {
    return first.run(command(List.of("kubectl", "exec", pod, "--"), command));
  }

  private static String[] command(List<String> start, String... rest) {
    return Stream.concat(start.stream(), Stream.of(rest)).toArray(String[]::new);
  }

  private static RawNode agent(NodeSettings settings, String token, String... flags) {
    String server = "--server=https://" + NodeSettings.SERVER_ALIAS + ":6443";
    return RawNode.start(
        settings.image(),
        settings.network().id(),
        token,
        settings.labels(),
        command(List.of("agent", server), flags));
  }

  @Override
  public void close() {
    client.close();
    Leftovers.removeCluster(settings.cluster());
  }

  /** One cluster for all test classes, which get it in their constructors; removed at the end. */
  static final class Shared implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == ContractCluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Shared.class))
          .getOrComputeIfAbsent(ContractCluster.class, key -> start(), ContractCluster.class);
    }
  }
}
