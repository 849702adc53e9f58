package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.diff.RestoreText;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code iptables-save} and {@code iptables-restore} of one family, with either backend. */
final class IptablesTool {
  /** Both backends name the line: "line 7 failed", "line 7: RULE_APPEND failed", "at line: 7". */
  private static final Pattern LINE = Pattern.compile("line:? (\\d+)");

  private final ToolRunner runner;
  private final String prefix;

  IptablesTool(ToolRunner runner, IpFamily family) {
    this.runner = runner;
    this.prefix = family == IpFamily.IPV4 ? "iptables" : "ip6tables";
  }

  /**
   * What the kernel holds now, as text.
   *
   * @throws ToolFailed if the tool or the kernel cannot do this family
   */
  String save() {
    String save = prefix + "-save";
    return runner.run(List.of(save), "").required(save).stdout();
  }

  /** How many chains the tool had better get in one step; see {@link RestoreText}. */
  int step() {
    boolean nft = runner.run(List.of(prefix, "--version"), "").stdout().contains("nf_tables");
    return nft ? RestoreText.SHORT_STEP : RestoreText.ONE_STEP;
  }

  /**
   * Applies a batch without touching what it does not name. Each table is changed as one step.
   *
   * @throws ToolFailed if the batch was refused; names the offending line
   */
  void restore(String batch) {
    // -w waits for the lock of other writers; --counters makes the tool read the chain lines'
    // [0:0].
    List<String> command = List.of(prefix + "-restore", "-w", "--noflush", "--counters");
    ToolResult result = runner.run(command, batch);
    if (result.exitCode() != 0) {
      throw new ToolFailed(
          prefix
              + "-restore: "
              + result.complaint().replaceAll(" Try .*", "")
              + offending(result.stderr(), batch));
    }
  }

  private static String offending(String stderr, String batch) {
    Matcher matcher = LINE.matcher(stderr);
    List<String> lines = batch.lines().toList();
    if (!matcher.find() || Integer.parseInt(matcher.group(1)) > lines.size()) {
      return "";
    }
    return ": " + lines.get(Math.max(0, Integer.parseInt(matcher.group(1)) - 1));
  }
}
