package dev.servicelab.proxy.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.servicelab.proxy.trace.Packet.Origin;
import dev.servicelab.state.Protocol;
import java.util.List;

/** How the rows of the packet tables are read, whichever mode the rules are of. */
final class PacketTable {
  private PacketTable() {}

  /**
   * The packet of a row.
   *
   * @param to as {@code TCP 10.96.0.20:80}
   */
  static Packet packet(Origin origin, String from, String to) {
    String[] parts = to.split("[ :]");
    return new Packet(
        origin, from, Protocol.valueOf(parts[0]), parts[1], Integer.parseInt(parts[2]));
  }

  /**
   * Asserts what becomes of it.
   *
   * @param expected where the ways lead, in order, with a blank between them
   */
  static void check(List<Trace> traces, String expected, boolean masqueraded) {
    assertThat(traces)
        .as(() -> traces.getFirst().steps().toString())
        .extracting(trace -> outcome(trace.fate()))
        .containsExactly(expected.split(" "));
    assertThat(traces).allMatch(trace -> trace.masqueraded() == masqueraded);
    assertThat(traces.stream().mapToDouble(Trace::probability).sum()).isBetween(0.999, 1.001);
  }

  private static String outcome(Fate fate) {
    return switch (fate) {
      case Fate.Delivered(String ip, int port) -> ip + ":" + port;
      case Fate.Rejected() -> "REJECT";
      case Fate.Dropped() -> "DROP";
    };
  }
}
