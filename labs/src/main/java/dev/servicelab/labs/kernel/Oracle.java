package dev.servicelab.labs.kernel;

import dev.servicelab.labs.world.Scene;
import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.IptablesRenderer;
import dev.servicelab.proxy.trace.NodeAddresses;
import dev.servicelab.proxy.trace.Packet;
import dev.servicelab.proxy.trace.PacketTracer;
import dev.servicelab.proxy.trace.Trace;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.manifest.ManifestFolder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code lab trace} says of a packet on this cluster: its rules come from the API server's
 * objects alone. No kernel and no running proxy is asked.
 */
public final class Oracle {
  /** The pod range of every lab's cluster. */
  private static final List<Cidr> CLUSTER_CIDRS = List.of(new Cidr("10.244.0.0", 16));

  private final Scene scene;

  /**
   * @param scene whose namespace holds the Services
   */
  public Oracle(Scene scene) {
    this.scene = scene;
  }

  /**
   * Every way that the packet may go.
   *
   * @param node the node whose rules it meets
   */
  public List<Trace> traces(String node, Packet packet) {
    List<String> own =
        List.copyOf(dev.servicelab.labs.kernel.NodeAddresses.of(scene.cluster(), node));
    return new PacketTracer(rules(node), new NodeAddresses(own)).traces(packet);
  }

  private IptablesRules rules(String node) {
    NodeView view = new NodeView(node, CLUSTER_CIDRS, false);
    return new IptablesRenderer(IptablesOptions.defaults())
        .render(new Planner(view, IpFamily.IPV4).plan(snapshot(node)));
  }

  /** The objects as a folder of manifests, as a learner would give them to {@code lab trace}. */
  private ClusterSnapshot snapshot(String node) {
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      List<HasMetadata> objects = objects();
      for (int i = 0; i < objects.size(); i++) {
        String yaml = scene.client().getKubernetesSerialization().asYaml(objects.get(i));
        Files.writeString(folder.path().resolve(i + ".yaml"), yaml);
      }
      return new ManifestFolder(folder.path(), Interest.proxy(node)).read(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<HasMetadata> objects() {
    List<HasMetadata> objects = new ArrayList<>(scene.client().nodes().list().getItems());
    String namespace = scene.namespace();
    objects.addAll(scene.client().services().inNamespace(namespace).list().getItems());
    objects.addAll(
        scene.client().discovery().v1().endpointSlices().inNamespace(namespace).list().getItems());
    return objects;
  }
}
