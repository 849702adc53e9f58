package dev.servicelab.proxy;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code render}: prints a node's rules. Pure: needs no cluster, no root, no kernel. */
@Command(
    name = "render",
    description = "Prints the rules a node would have, as iptables-save would.",
    mixinStandardHelpOptions = true)
public final class RenderCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private ManifestOptions of = new ManifestOptions();

  @Override
  public Integer call() {
    IptablesRules rules = of.rules(of.cluster(), IpFamily.IPV4);
    spec.commandLine().getOut().print(new IptablesPrinter(rules.family()).print(rules));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
