package dev.servicelab.proxy.rules.ipvs;

import dev.servicelab.proxy.net.IpFamily;
import java.util.Collection;
import java.util.stream.Collectors;

/** Writes the interface and its addresses as {@code ip -batch} reads them. */
public final class IpBatchPrinter {
  private IpBatchPrinter() {}

  /** The interface with all its addresses. */
  public static String print(Collection<String> addresses) {
    return makeDevice()
        + addresses.stream().sorted().map(IpBatchPrinter::bind).collect(Collectors.joining());
  }

  /** The line that makes the interface. */
  public static String makeDevice() {
    return "link add " + IpvsTables.DEVICE + " type dummy\n";
  }

  /** The line that makes an address the node's own. */
  public static String bind(String address) {
    return "address add " + one(address);
  }

  /** The line that takes it away. */
  public static String unbind(String address) {
    return "address del " + one(address);
  }

  private static String one(String address) {
    return address + "/" + IpFamily.of(address).bits() + " dev " + IpvsTables.DEVICE + "\n";
  }
}
