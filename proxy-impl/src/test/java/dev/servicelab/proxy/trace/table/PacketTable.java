package dev.servicelab.proxy.trace.table;

import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.state.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The table of packets, as the feature has it: one row for each line of its data tables. */
final class PacketTable {
  private static final Path FEATURE = Path.of("../features/service/packets.feature");

  private PacketTable() {}

  /** Whose address an endpoint sees. */
  enum Masqueraded {
    YES,
    NO,
    /** Only where the client has reached itself. */
    ITSELF
  }

  /**
   * One packet.
   *
   * @param line where it is in the feature
   * @param from who sends it, by name
   * @param to where to, in words
   * @param protocol its transport
   * @param outcome {@code refused}, {@code dropped}, {@code untouched}, or the endpoints' names
   * @param masqueraded whose address they see
   * @param ipvs the outcome in IPVS mode, with {@code , masqueraded} if they see a node's address;
   *     empty if it is the same
   */
  record Row(
      int line,
      String from,
      String to,
      Protocol protocol,
      Set<String> outcome,
      Masqueraded masqueraded,
      String ipvs) {

    /** The row as it is in IPVS mode. */
    Row inIpvsMode() {
      String places = ipvs.replaceFirst(", masqueraded$", "");
      return ipvs.isEmpty()
          ? this
          : new Row(
              line,
              from,
              to,
              protocol,
              new TreeSet<>(List.of(places.split(" "))),
              places.equals(ipvs) ? Masqueraded.NO : Masqueraded.YES,
              "");
    }

    /** Short enough for the name of a test. */
    @Override
    public String toString() {
      return "line %d: %s to %s by %s: %s, masqueraded: %s"
          .formatted(line, from, to, protocol, String.join(" ", outcome), masqueraded);
    }
  }

  /** All rows, in order. */
  static List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    List<String> lines = lines();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1).strip();
      if (line.startsWith("|") && !line.matches("\\| from +\\|.*")) {
        rows.add(row(number, line.substring(1).split("\\|")));
      }
    }
    return rows;
  }

  /**
   * The rows that hold in a family. Node ports answer at 127.0.0.1, but not at ::1: IPv6 has no
   * route_localnet.
   */
  static List<Row> rows(IpFamily family) {
    return rows().stream()
        .filter(row -> family == IpFamily.IPV4 || !row.to().endsWith("127.0.0.1"))
        .toList();
  }

  private static Row row(int line, String[] cells) {
    return new Row(
        line,
        cells[0].strip(),
        cells[1].strip(),
        Protocol.valueOf(cells[2].strip()),
        new TreeSet<>(List.of(cells[3].strip().split(" "))),
        Masqueraded.valueOf(cells[4].strip().toUpperCase(Locale.ROOT)),
        cells.length > 5 ? cells[5].strip() : "");
  }

  private static List<String> lines() {
    try {
      return Files.readAllLines(FEATURE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
