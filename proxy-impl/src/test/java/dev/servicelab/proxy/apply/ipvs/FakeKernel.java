package dev.servicelab.proxy.apply.ipvs;

import dev.servicelab.proxy.diff.KernelModel;
import dev.servicelab.proxy.diff.ipvs.IpvsModel;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A kernel with IPVS, behind its tools. */
final class FakeKernel implements ToolRunner {
  final IpvsModel model = new IpvsModel();
  final KernelModel iptables = new KernelModel();

  /** How many connections each real server has. */
  final Map<String, Integer> connections = new HashMap<>();

  /** What to complain about, by the beginning of the command. */
  final Map<String, String> refusals = new HashMap<>();

  private final List<String> runs = new ArrayList<>();

  /** The commands since the last call. */
  List<String> runs() {
    List<String> since = List.copyOf(runs);
    runs.clear();
    return since;
  }

  @Override
  public ToolResult run(List<String> command, String input) {
    String line = String.join(" ", command);
    runs.add(line);
    for (Map.Entry<String, String> refusal : refusals.entrySet()) {
      if (line.startsWith(refusal.getKey())) {
        return new ToolResult(1, "", refusal.getValue());
      }
    }
    try {
      return new ToolResult(0, output(line, input), "");
    } catch (IllegalStateException e) {
      return new ToolResult(1, "", String.valueOf(e.getMessage()));
    }
  }

  private String output(String line, String input) {
    return switch (line) {
      case "ipvsadm -Sn" -> model.save();
      case "ipvsadm -Ln" -> model.list(to -> connections.getOrDefault(to, 0));
      case "ipvsadm -R" -> done(() -> model.ipvsadm(input));
      case "ipset save" -> model.ipsetSave();
      case "ipset list -n" ->
          model
              .ipsetSave()
              .replaceAll("(?m)^add .*\n", "")
              .replaceAll("(?m)^create (\\S+).*", "$1");
      case "ipset -exist restore" -> done(() -> model.ipset(input));
      case "ip address show" -> model.addressShow();
      case "ip -batch -" -> done(() -> model.ip(input));
      case "iptables-save", "ip6tables-save" -> iptables.text();
      case "iptables-restore -w --noflush --counters" -> done(() -> iptables.restore(input));
      default -> "";
    };
  }

  private static String done(Runnable work) {
    work.run();
    return "";
  }
}
