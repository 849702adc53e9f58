package dev.servicelab.proxy.metrics;

import dev.servicelab.proxy.rules.iptables.render.IptablesOptions;
import dev.servicelab.proxy.tools.ToolFailed;
import dev.servicelab.proxy.tools.ToolResult;
import dev.servicelab.proxy.tools.ToolRunner;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The kernel's nfacct objects that rules count packets into, read when somebody asks. */
final class KernelCounters {
  /** {@code { pkts = 00000000000000000003, bytes = 00000000000000000120 } = name;} */
  private static final Pattern PACKETS = Pattern.compile("pkts = (\\d+)");

  private final ToolRunner runner;

  private KernelCounters(ToolRunner runner) {
    this.runner = runner;
  }

  static void register(PrometheusRegistry registry, ToolRunner runner) {
    KernelCounters counters = new KernelCounters(runner);
    counters.add(
        registry,
        "kubeproxy_iptables_ct_state_invalid_dropped_packets_total",
        "Packets dropped because conntrack could not place them.",
        IptablesOptions.INVALID_COUNTER);
    counters.add(
        registry,
        "kubeproxy_iptables_localhost_nodeports_accepted_packets_total",
        "Packets to node ports of a loopback address.",
        IptablesOptions.LOCALHOST_COUNTER);
  }

  private void add(PrometheusRegistry registry, String name, String help, String object) {
    CounterWithCallback.builder()
        .name(name)
        .help(help)
        .callback(callback -> read(object).ifPresent(callback::call))
        .register(registry);
  }

  private OptionalLong read(String object) {
    try {
      ToolResult result = runner.run(List.of("nfacct", "get", object), "");
      Matcher packets = PACKETS.matcher(result.stdout());
      return packets.find()
          ? OptionalLong.of(Long.parseLong(packets.group(1)))
          : OptionalLong.empty();
    } catch (ToolFailed e) {
      return OptionalLong.empty();
    }
  }
}
