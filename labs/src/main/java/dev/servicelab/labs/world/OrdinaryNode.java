package dev.servicelab.labs.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.cluster.LabCluster;
import dev.servicelab.labs.containers.K3sAgent;
import dev.servicelab.labs.containers.NodeSettings;
import dev.servicelab.labs.images.Images;
import dev.servicelab.labs.machine.Progress;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.util.Optional;

/**
 * A node that a scenario adds to its cluster: an agent on this machine's kernel, which in a cluster
 * whose nodes have a kernel of their own is another one. It is none of {@link LabCluster#nodes()}.
 */
public final class OrdinaryNode {
  private final Scene scene;
  private final String name;
  private final K3sAgent agent;

  private OrdinaryNode(Scene scene, String name, K3sAgent agent) {
    this.scene = scene;
    this.name = name;
    this.agent = agent;
  }

  /**
   * Starts one and waits until it is Ready. It leaves when the scenario ends.
   *
   * @param number 4 for {@code node4}
   * @throws dev.servicelab.labs.machine.CannotRunHere if its image cannot be had
   */
  public static void join(Scene scene, int number) {
    LabCluster cluster = scene.cluster();
    Images images =
        Images.prepare(
            Progress.stderr(),
            cluster.spec().proxy() == Implementation.OWN,
            cluster.spec().dns() == Implementation.OWN,
            false);
    K3sAgent agent =
        new K3sAgent(
            NodeSettings.joining(cluster.id(), images.node(), images.archive(), number), number);
    OrdinaryNode node = new OrdinaryNode(scene, NodeSettings.name(number), agent);
    scene.atEnd(node::leave);
    agent.start();
    node.awaitReady();
  }

  private void awaitReady() {
    scene
        .eventually()
        .see(
            name + " is Ready",
            scene.timeouts().podsReady(),
            1,
            () -> Optional.ofNullable(scene.client().nodes().withName(name).get()),
            node -> assertThat(node).hasValueSatisfying(Readiness::isNodeReady));
  }

  /** The node's password has to go too, or none of this name could ever join again. */
  private void leave() {
    agent.stop();
    KubernetesClient api = scene.client();
    api.nodes().withName(name).delete();
    api.secrets().inNamespace("kube-system").withName(name + ".node-password.k3s").delete();
    api.pods().inAnyNamespace().withField("spec.nodeName", name).withGracePeriod(0).delete();
  }
}
