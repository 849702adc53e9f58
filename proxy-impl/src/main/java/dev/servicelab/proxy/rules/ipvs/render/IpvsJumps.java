package dev.servicelab.proxy.rules.ipvs.render;

import static dev.servicelab.proxy.rules.iptables.Table.FILTER;
import static dev.servicelab.proxy.rules.iptables.Table.NAT;

import dev.servicelab.proxy.rules.iptables.ChainId;
import dev.servicelab.proxy.rules.iptables.JumpRule;
import dev.servicelab.proxy.rules.iptables.Match.Comment;
import dev.servicelab.proxy.rules.iptables.Rule;
import dev.servicelab.proxy.rules.iptables.Table;
import dev.servicelab.proxy.rules.iptables.Target.Jump;
import dev.servicelab.proxy.rules.iptables.render.ChainNames;
import java.util.List;

/** Where packets enter our chains in ipvs mode, in the order in which kube-proxy prepends them. */
public final class IpvsJumps {
  private static final String FIREWALL = "kube-proxy firewall rules";
  private static final String ACCESS = "kubernetes ipvs access filter";

  /** All of them. */
  public static final List<JumpRule> ALL =
      List.of(
          jump(NAT, "OUTPUT", ChainNames.SERVICES, "kubernetes service portals"),
          jump(NAT, "PREROUTING", ChainNames.SERVICES, "kubernetes service portals"),
          jump(NAT, "POSTROUTING", ChainNames.POSTROUTING, "kubernetes postrouting rules"),
          jump(FILTER, "FORWARD", ChainNames.FORWARD, "kubernetes forwarding rules"),
          jump(FILTER, "INPUT", ChainNames.IPVS_NODE_PORT, "kubernetes health check rules"),
          jump(FILTER, "INPUT", ChainNames.PROXY_FIREWALL, FIREWALL),
          jump(FILTER, "FORWARD", ChainNames.PROXY_FIREWALL, FIREWALL),
          jump(FILTER, "INPUT", ChainNames.IPVS_FILTER, ACCESS),
          jump(FILTER, "OUTPUT", ChainNames.IPVS_OUT_FILTER, ACCESS));

  private IpvsJumps() {}

  private static JumpRule jump(Table table, String from, String to, String comment) {
    return new JumpRule(new ChainId(table, from), Rule.of(new Jump(to), new Comment(comment)));
  }
}
