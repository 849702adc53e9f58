package dev.servicelab.state.manifest;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Stands in for the API server's allocators, so that a Service can be written as a learner would
 * for {@code kubectl apply}. The choice depends on the owner's name, not on the order of files: the
 * same manifests always give the same addresses, and another Service rarely moves one.
 */
final class Allocations {
  /**
   * The dynamic part of article 000's service range 10.96.0.0/12; its first /20 is left to
   * hand-picked addresses.
   */
  private static final int FIRST_ADDRESS = 0x0A601000;

  private static final int ADDRESSES = (1 << 20) - 0x1000 - 1;
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int NODE_PORTS = 2_768;

  private final Set<String> addresses = new HashSet<>();
  private final Set<Integer> nodePorts = new HashSet<>();

  void reserveAddress(String address) {
    addresses.add(address);
  }

  void reserveNodePort(int port) {
    nodePorts.add(port);
  }

  /** A free address for the Service of that name. */
  String address(String owner) {
    int start = hash(owner, ADDRESSES);
    for (int step = 0; step < ADDRESSES; step++) {
      String address = dotted(FIRST_ADDRESS + (start + step) % ADDRESSES);
      if (addresses.add(address)) {
        return address;
      }
    }
    throw new IllegalStateException("no service address left for " + owner);
  }

  /** A free node port for the Service port of that name. */
  int nodePort(String owner) {
    int start = hash(owner, NODE_PORTS);
    for (int step = 0; step < NODE_PORTS; step++) {
      int port = FIRST_NODE_PORT + (start + step) % NODE_PORTS;
      if (nodePorts.add(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no node port left for " + owner);
  }

  private static int hash(String owner, int range) {
    CRC32 crc = new CRC32();
    crc.update(owner.getBytes(StandardCharsets.UTF_8));
    return (int) (crc.getValue() % range);
  }

  private static String dotted(int address) {
    return String.join(
        ".",
        String.valueOf(address >>> 24),
        String.valueOf((address >>> 16) & 255),
        String.valueOf((address >>> 8) & 255),
        String.valueOf(address & 255));
  }
}
