package dev.servicelab.proxy;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.ipvs.IpvsText;
import dev.servicelab.state.ClusterSnapshot;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code render}: prints a node's rules. Pure: needs no cluster, no root, no kernel. */
@Command(
    name = "render",
    description =
        "Prints the rules a node would have, as iptables-save would; in mode ipvs what ipset, ip,"
            + " ipvsadm and iptables would take.",
    mixinStandardHelpOptions = true)
public final class RenderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ManifestOptions of = new ManifestOptions();

  @Option(
      names = "--family",
      paramLabel = "FAMILY",
      description =
          "ipv4 or ipv6. Without it IPv4, and then IPv6 after a comment if a Service has an IPv6"
              + " address.")
  private String family = "";

  @Override
  public Integer call() {
    ClusterSnapshot cluster = of.cluster();
    List<IpFamily> families = families(cluster);
    PrintWriter out = spec.commandLine().getOut();
    for (IpFamily one : families) {
      switch (of.mode()) {
        case IPTABLES -> {
          IptablesRules rules = of.rules(cluster, one);
          if (families.size() > 1 && one == IpFamily.IPV6) {
            out.print("# ip6tables-save\n");
          }
          out.print(new IptablesPrinter(one).print(rules));
        }
        case IPVS -> out.print(IpvsText.of(of.ipvs(cluster, one)));
      }
    }
    out.flush();
    return 0;
  }

  private List<IpFamily> families(ClusterSnapshot cluster) {
    return switch (family) {
      case "ipv4" -> List.of(IpFamily.IPV4);
      case "ipv6" -> List.of(IpFamily.IPV6);
      case "" -> hasIpv6(cluster) ? List.of(IpFamily.values()) : List.of(IpFamily.IPV4);
      default ->
          throw new ParameterException(
              spec.commandLine(), "--family: must be ipv4 or ipv6, is \"" + family + "\"");
    };
  }

  private static boolean hasIpv6(ClusterSnapshot cluster) {
    return cluster.services().stream()
        .flatMap(service -> service.clusterIps().stream())
        .anyMatch(ip -> IpFamily.of(ip) == IpFamily.IPV6);
  }
}
