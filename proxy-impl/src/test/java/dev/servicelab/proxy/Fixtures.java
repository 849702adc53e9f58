package dev.servicelab.proxy;

import dev.servicelab.proxy.net.Cidr;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.plan.NodeView;
import dev.servicelab.proxy.plan.Planner;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.rules.iptables.render.IptablesRenderer;
import dev.servicelab.state.ClusterSnapshot;
import dev.servicelab.state.Interest;
import dev.servicelab.state.manifest.ManifestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What several tests start from: the sample manifests, seen from node1 of a usual cluster. */
public final class Fixtures {
  public static final Path RESOURCES = Path.of("src/test/resources");
  public static final NodeView NODE1 =
      new NodeView("node1", List.of(Cidr.parse("10.244.0.0/16")), false);

  private Fixtures() {}

  /** The manifests in a folder below {@code src/test/resources/manifests}. */
  public static ClusterSnapshot cluster(String folder) {
    Path path = RESOURCES.resolve("manifests").resolve(folder);
    return new ManifestFolder(path, Interest.proxy("node1")).read(1);
  }

  /** Manifests given as text. */
  public static ClusterSnapshot clusterOf(String yaml) {
    try {
      Path folder = Files.createTempDirectory("manifests");
      Path file = Files.writeString(folder.resolve("all.yaml"), yaml);
      try {
        return new ManifestFolder(folder, Interest.proxy("node1")).read(1);
      } finally {
        Files.delete(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public static NodePlan plan(ClusterSnapshot cluster) {
    return new Planner(NODE1, IpFamily.IPV4).plan(cluster);
  }

  public static IptablesRules rules(ClusterSnapshot cluster) {
    return new IptablesRenderer(IptablesOptions.defaults()).render(plan(cluster));
  }
}
