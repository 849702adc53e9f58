package dev.servicelab.proxy.diff.ipvs;

import dev.servicelab.proxy.rules.ipvs.IpvsadmPrinter;
import dev.servicelab.proxy.rules.ipvs.RealServer;
import dev.servicelab.proxy.rules.ipvs.VirtualAddress;
import dev.servicelab.proxy.rules.ipvs.VirtualServer;

/** One line for {@code ipvsadm -R}. */
public sealed interface ServerChange {

  /** A virtual server is made, without real servers. */
  record Made(VirtualServer server) implements ServerChange {}

  /** It balances in another way from now on. */
  record Balanced(VirtualServer server) implements ServerChange {}

  /** It goes with all its real servers and connections. */
  record Gone(VirtualAddress address) implements ServerChange {}

  /** A real server comes. */
  record RealMade(VirtualAddress address, RealServer server) implements ServerChange {}

  /** A real server gets another share of new connections. */
  record RealWeighed(VirtualAddress address, RealServer server) implements ServerChange {}

  /** A real server goes with its connections. */
  record RealGone(VirtualAddress address, RealServer server) implements ServerChange {}

  /** The line. */
  default String line() {
    return switch (this) {
      case Made(var server) -> IpvsadmPrinter.add(server);
      case Balanced(var server) -> IpvsadmPrinter.edit(server);
      case Gone(var address) -> IpvsadmPrinter.delete(address);
      case RealMade(var address, var server) -> IpvsadmPrinter.add(address, server);
      case RealWeighed(var address, var server) -> IpvsadmPrinter.edit(address, server);
      case RealGone(var address, var server) -> IpvsadmPrinter.delete(address, server);
    };
  }
}
