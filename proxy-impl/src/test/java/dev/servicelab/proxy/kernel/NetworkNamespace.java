package dev.servicelab.proxy.kernel;

import dev.servicelab.proxy.tools.ProcessRunner;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/** A network namespace of its own, with this machine's real tools in it. */
public final class NetworkNamespace implements ToolRunner, AutoCloseable {
  private final Process holder;
  private final List<Process> going = new ArrayList<>();
  private final Tools tools;

  /** Which of the two iptables: they keep their rules in different parts of the kernel. */
  public enum Tools {
    /** What {@code iptables} is on this machine. */
    USUAL(""),
    NFT("-nft"),
    LEGACY("-legacy");

    private final String suffix;

    Tools(String suffix) {
      this.suffix = suffix;
    }

    private String name(String program) {
      return program.replaceFirst("^(ip6?tables)", "$1" + suffix);
    }
  }

  private NetworkNamespace(Process holder, Tools tools) {
    this.holder = holder;
    this.tools = tools;
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

  /**
   * Why the kernel cannot be asked which rules a packet meets; empty if it can. The older iptables
   * writes traces to the kernel's log, where nobody finds them.
   */
  public static Optional<String> obstacleToTraces() {
    return obstacle()
        .or(
            () -> {
              String version =
                  new ProcessRunner().run(List.of("iptables", "--version"), "").stdout();
              return version.contains("nf_tables")
                  ? Optional.empty()
                  : Optional.of("iptables is not the one of nf_tables: " + version.strip());
            });
  }

  /** Makes one; it goes with {@link #close}. */
  public static NetworkNamespace open() {
    return open(Tools.USUAL);
  }

  /** Makes one in which {@code iptables} is that of a kind. */
  public static NetworkNamespace open(Tools tools) {
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
      return new NetworkNamespace(holder, tools);
    } catch (IOException e) {
      throw new ToolFailed("unshare cannot be run: " + e.getMessage(), e);
    }
  }

  @Override
  public ToolResult run(List<String> command, String input) {
    List<String> inside = new ArrayList<>(entering());
    inside.add(tools.name(command.getFirst()));
    inside.addAll(command.subList(1, command.size()));
    return new ProcessRunner().run(inside, input);
  }

  /** Runs a tool that must succeed, and returns what it printed. */
  public String expect(String... command) {
    ToolResult result = run(List.of(command), "");
    if (result.exitCode() != 0) {
      throw new ToolFailed(String.join(" ", command) + ": " + result.complaint());
    }
    return result.stdout();
  }

  /** Runs lines of shell that must all succeed, and returns what they printed. */
  public String script(String lines) {
    ToolResult result = run(List.of("sh", "-e"), lines);
    if (result.exitCode() != 0) {
      throw new ToolFailed(result.complaint() + " in\n" + lines);
    }
    return result.stdout();
  }

  /** Starts a tool that goes on by itself; it ends with this namespace at the latest. */
  public Process start(String... command) throws IOException {
    List<String> inside = new ArrayList<>(entering());
    inside.addAll(List.of(command));
    Process started = new ProcessBuilder(inside).start();
    going.add(started);
    return started;
  }

  /** Starts work on a thread of its own in here: every socket that it makes belongs here. */
  public <T> CompletableFuture<T> inside(Callable<T> work) {
    CompletableFuture<T> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                Native.enterNetwork("/proc/" + holder.pid() + "/ns/net");
                result.complete(work.call());
              } catch (Exception e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }

  /** The process that holds it, as {@code ip link … netns} wants it. */
  public long pid() {
    return holder.pid();
  }

  private List<String> entering() {
    return List.of("nsenter", "-t", String.valueOf(holder.pid()), "-n", "--");
  }

  @Override
  public void close() {
    going.forEach(Process::destroy);
    holder.destroy();
  }
}
