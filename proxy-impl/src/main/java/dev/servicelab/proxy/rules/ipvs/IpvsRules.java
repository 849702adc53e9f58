package dev.servicelab.proxy.rules.ipvs;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.rules.iptables.IptablesRules;

/**
 * Everything this proxy has in the kernel for one address family in ipvs mode.
 *
 * @param iptables the few rules; they ask the ipsets
 * @param tables the ipsets, the interface's addresses and the virtual servers
 */
public record IpvsRules(IptablesRules iptables, IpvsTables tables) {

  /** The family of all addresses in it. */
  public IpFamily family() {
    return iptables.family();
  }
}
