package dev.servicelab.proxy.node;

import dev.servicelab.proxy.apply.Counters;
import dev.servicelab.proxy.apply.ipvs.IpvsProbe;
import dev.servicelab.proxy.config.ProxyConfig;
import dev.servicelab.proxy.config.fields.Mode;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * What this node's kernel and tools can do. They are asked in the background, while the cluster's
 * first lists are under way.
 */
final class Kernel {
  private static final System.Logger LOG = System.getLogger(Kernel.class.getName());

  private final Map<IpFamily, CompletableFuture<Optional<String>>> obstacles =
      new EnumMap<>(IpFamily.class);
  private final CompletableFuture<Boolean> counters;

  /** Begins to ask. */
  Kernel(ToolRunner runner, ProxyConfig settings) {
    boolean ipvs = settings.mode() == Mode.IPVS;
    for (IpFamily family : IpFamily.values()) {
      obstacles.put(
          family,
          ask(
              () ->
                  obstacle(runner, family)
                      .or(
                          () ->
                              ipvs && family == IpFamily.IPV6
                                  ? obstacleToIpv6(runner, settings)
                                  : Optional.empty())));
    }
    this.counters =
        ipvs ? CompletableFuture.completedFuture(false) : ask(() -> Counters.make(runner));
  }

  /**
   * The address families that rules can be made for: mostly both, also in a cluster of only one.
   *
   * @param first the family that must be there: that of the node's own address
   * @throws ToolFailed if the one that must be there is not
   */
  Set<IpFamily> families(IpFamily first) {
    Set<IpFamily> families = EnumSet.allOf(IpFamily.class);
    obstacles.forEach(
        (family, answer) ->
            join(answer)
                .ifPresent(
                    why -> {
                      if (family == first) {
                        throw new ToolFailed(why);
                      }
                      families.remove(family);
                      LOG.log(System.Logger.Level.INFO, "no {0} rules here: {1}", family, why);
                    }));
    return families;
  }

  /** Whether rules can count packets into objects of the kernel. */
  boolean counts() {
    return join(counters);
  }

  /** Why virtual servers can have no IPv6 addresses; whether IPv4 works has been asked before. */
  private static Optional<String> obstacleToIpv6(ToolRunner runner, ProxyConfig settings) {
    String disabled = "net/ipv6/conf/default/disable_ipv6";
    return new Sysctls().get(disabled).filter(value -> value.equals("1")).isPresent()
        ? Optional.of(disabled + " is 1, so that no interface can have such an address")
        : IpvsProbe.obstacle(runner, IpFamily.IPV6, settings.ipvs().scheduler());
  }

  /** Why a family's nat table cannot even be listed; empty if it can. */
  private static Optional<String> obstacle(ToolRunner runner, IpFamily family) {
    String tool = family == IpFamily.IPV4 ? "iptables" : "ip6tables";
    try {
      List<String> command = List.of(tool, "-w", "-t", "nat", "-S", "POSTROUTING");
      ToolResult result = runner.run(command, "");
      return result.exitCode() == 0
          ? Optional.empty()
          : Optional.of(tool + ": " + result.complaint());
    } catch (ToolFailed e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private static <T> CompletableFuture<T> ask(Supplier<T> question) {
    return CompletableFuture.supplyAsync(question, task -> Thread.ofVirtual().start(task));
  }

  private static <T> T join(CompletableFuture<T> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw new ToolFailed("the kernel's tools cannot be asked: " + e.getCause(), e);
    }
  }
}
