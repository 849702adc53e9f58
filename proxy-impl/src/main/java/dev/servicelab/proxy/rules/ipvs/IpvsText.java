package dev.servicelab.proxy.rules.ipvs;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesPrinter;
import dev.servicelab.proxy.rules.iptables.Rule;
import java.util.function.Function;

/**
 * Everything of one family as text, each part as its tool reads it and behind a comment that names
 * the tool. The order is that in which they may be fed to a kernel.
 */
public final class IpvsText {
  private IpvsText() {}

  /** The text. */
  public static String of(IpvsRules rules) {
    return of(rules, rule -> "");
  }

  /** The same with a remark after each iptables rule, which the tool would not take. */
  public static String of(IpvsRules rules, Function<Rule, String> remark) {
    IpFamily family = rules.family();
    String iptables = family == IpFamily.IPV4 ? "iptables" : "ip6tables";
    return "# ipset restore\n"
        + new IpsetPrinter(family).print(rules.tables().sets())
        + "# "
        + iptables
        + "-restore --noflush\n"
        + new IptablesPrinter(family).print(rules.iptables(), remark)
        + "# ip -batch -\n"
        + IpBatchPrinter.print(rules.tables().addresses())
        + "# ipvsadm -R\n"
        + IpvsadmPrinter.print(rules.tables().servers().values());
  }
}
