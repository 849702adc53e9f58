package dev.servicelab.proxy.apply;

import dev.servicelab.proxy.tools.ProcessRunner;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A network namespace of its own, with this machine's real tools in it. */
public final class NetworkNamespace implements ToolRunner, AutoCloseable {
  private final Process holder;

  private NetworkNamespace(Process holder) {
    this.holder = holder;
  }

  /** Why there cannot be one here; empty if there can. */
  public static Optional<String> obstacle() {
    for (String tool : List.of("iptables-save", "iptables-restore", "conntrack", "ip", "bash")) {
      try {
        new ProcessRunner().run(List.of(tool, "--version"), "");
      } catch (ToolFailed e) {
        return Optional.of(tool + " is not installed");
      }
    }
    try (NetworkNamespace tried = open()) {
      ToolResult result = tried.run(List.of("iptables-save"), "");
      return result.exitCode() == 0 ? Optional.empty() : Optional.of(result.complaint());
    } catch (ToolFailed e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Makes one; it goes with {@link #close}. */
  static NetworkNamespace open() {
    try {
      // The shell's answer says that the namespace is there; cat then waits for our end of the
      // pipe.
      Process holder =
          new ProcessBuilder("unshare", "-n", "sh", "-c", "echo ready; exec cat")
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (holder.getInputStream().read() < 0) {
        throw new ToolFailed("this user may not make network namespaces");
      }
      return new NetworkNamespace(holder);
    } catch (IOException e) {
      throw new ToolFailed("unshare cannot be run: " + e.getMessage(), e);
    }
  }

  @Override
  public ToolResult run(List<String> command, String input) {
    List<String> inside =
        new ArrayList<>(List.of("nsenter", "-t", String.valueOf(holder.pid()), "-n", "--"));
    inside.addAll(command);
    return new ProcessRunner().run(inside, input);
  }

  /** Runs a tool that must succeed, and returns what it printed. */
  String expect(String... command) {
    ToolResult result = run(List.of(command), "");
    if (result.exitCode() != 0) {
      throw new ToolFailed(String.join(" ", command) + ": " + result.complaint());
    }
    return result.stdout();
  }

  @Override
  public void close() {
    holder.destroy();
  }
}
