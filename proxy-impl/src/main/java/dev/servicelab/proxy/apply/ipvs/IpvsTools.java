package dev.servicelab.proxy.apply.ipvs;

import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import java.util.List;

/** The tools besides iptables, each run once for a whole batch. */
final class IpvsTools {
  private final ToolRunner runner;

  IpvsTools(ToolRunner runner) {
    this.runner = runner;
  }

  /** What {@code ipvsadm -Sn} prints: the virtual servers of both families. */
  String servers() {
    return read("ipvsadm", "-Sn");
  }

  /** What {@code ipvsadm -Ln} prints: the same, with the connections of each real server. */
  String connections() {
    return read("ipvsadm", "-Ln");
  }

  /** What {@code ipset save} prints: everybody's sets. */
  String sets() {
    return read("ipset", "save");
  }

  /** The names of everybody's sets. */
  List<String> setNames() {
    return read("ipset", "list", "-n").lines().toList();
  }

  /** What {@code ip address show} prints: all interfaces. */
  String addresses() {
    return read("ip", "address", "show");
  }

  /** Changes the interface and its addresses. */
  void ip(String batch) {
    if (!batch.isEmpty()) {
      var _ = runner.run(List.of("ip", "-batch", "-"), batch).required("ip -batch -");
    }
  }

  /**
   * Changes virtual servers. The tool goes on behind a line that is refused, and its exit code is
   * that of the last line only, so whatever it says counts as a failure.
   */
  void ipvsadm(String batch) {
    if (!batch.isEmpty()) {
      ToolResult result = runner.run(List.of("ipvsadm", "-R"), batch);
      if (result.exitCode() != 0 || !result.stderr().isBlank()) {
        throw new ToolFailed("ipvsadm -R: " + result.complaint());
      }
    }
  }

  /**
   * Changes sets.
   *
   * @return how it ended, also if badly: a full set is no reason to leave out the others
   */
  ToolResult ipset(String batch) {
    // Somebody else may have made or taken away the same entry meanwhile: as good.
    return runner.run(List.of("ipset", "-exist", "restore"), batch);
  }

  private String read(String... command) {
    return runner.run(List.of(command), "").required(String.join(" ", command)).stdout();
  }
}
