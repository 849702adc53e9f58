package dev.servicelab.labs.cli;

import dev.servicelab.labs.cluster.ClusterSpec;
import dev.servicelab.labs.cluster.Implementation;
import dev.servicelab.labs.cluster.Mode;
import dev.servicelab.labs.images.IpvsNodes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which cluster is meant; {@code run} and {@code up} share them. */
final class ClusterOptions {
  @Option(
      names = "--proxy",
      paramLabel = "own|reference",
      defaultValue = "own",
      description = "whose Service proxy runs (default: own)")
  private String proxy = "own";

  @Option(
      names = "--mode",
      paramLabel = "iptables|ipvs",
      defaultValue = "iptables",
      description = "the proxy's mode (default: iptables)")
  private String mode = "iptables";

  @Option(
      names = "--load-modules",
      description =
          "in IPVS mode, load the kernel's modules for it where it has them; else nodes get a"
              + " kernel of their own")
  private boolean loadModules;

  @Option(
      names = "--dns",
      paramLabel = "own|reference",
      defaultValue = "own",
      description = "whose cluster DNS runs (default: own)")
  private String dns = "own";

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "3",
      description = "number of nodes, 1 to 3 (default: 3)")
  private int nodes = 3;

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec command;

  /**
   * What the options say.
   *
   * @throws ParameterException if a value is not allowed
   */
  ClusterSpec spec() {
    System.setProperty(IpvsNodes.LOAD_MODULES, Boolean.toString(loadModules));
    return Arguments.checked(
        command,
        () ->
            new ClusterSpec(
                nodes, Implementation.of(proxy), Implementation.of(dns), Mode.of(mode)));
  }

  /** Hands the spec to the step classes, which ask for {@link ClusterSpec#fromSystemProperties}. */
  static void publish(ClusterSpec spec) {
    System.setProperty("servicelab.nodes", Integer.toString(spec.nodes()));
    System.setProperty("servicelab.proxy", spec.proxy().word());
    System.setProperty("servicelab.dns", spec.dns().word());
    System.setProperty("servicelab.mode", spec.mode().word());
  }
}
