package dev.servicelab.proxy.metrics;

import dev.servicelab.proxy.apply.Synced;
import dev.servicelab.proxy.net.IpFamily;
import dev.servicelab.proxy.plan.NodePlan;
import dev.servicelab.proxy.rules.iptables.Chain;
import dev.servicelab.proxy.rules.iptables.IptablesRules;
import dev.servicelab.proxy.rules.iptables.Table;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What is in the kernel now; counted when somebody asks. */
final class RuleGauges {
  private static final List<Table> TABLES = List.of(Table.FILTER, Table.NAT);

  private final Gauge last;
  private final Map<IpFamily, Synced> inForce = new ConcurrentHashMap<>();

  RuleGauges(PrometheusRegistry registry) {
    this.last =
        Gauge.builder()
            .name("kubeproxy_sync_proxy_rules_iptables_last")
            .help("Rules sent to the kernel by the last sync.")
            .labelNames("ip_family", "table")
            .register(registry);
  }

  void inForce(IpFamily family, Synced synced) {
    inForce.put(family, synced);
    TABLES.forEach(
        table ->
            last.labelValues(family.kubernetesName(), table.nativeName())
                .set(synced.sentRules().getOrDefault(table, 0)));
  }

  /**
   * Two gauges that kube-proxy has given names of counters, as text: the library refuses such
   * names.
   */
  String totals() {
    Map<IpFamily, Synced> now = new TreeMap<>(inForce);
    StringBuilder page = new StringBuilder();
    String rules = "kubeproxy_sync_proxy_rules_iptables_total";
    head(page, rules, "Rules that this proxy has in the kernel.");
    now.forEach(
        (family, synced) ->
            TABLES.forEach(
                table ->
                    line(page, rules, family, "table", table.nativeName(), count(synced, table))));
    String local = "kubeproxy_sync_proxy_rules_no_local_endpoints_total";
    head(page, local, "Service ports with a Local policy that drop, by policy.");
    now.forEach(
        (family, synced) -> {
          NodePlan plan = synced.plan();
          String policy = "traffic_policy";
          line(page, local, family, policy, "external", plan.noLocalEndpointsExternal());
          line(page, local, family, policy, "internal", plan.noLocalEndpointsInternal());
        });
    return page.toString();
  }

  private static int count(Synced synced, Table table) {
    IptablesRules rules = synced.rules();
    return rules.chains().values().stream()
        .filter(chain -> chain.id().table() == table)
        .map(Chain::rules)
        .mapToInt(List::size)
        .sum();
  }

  private static void head(StringBuilder page, String name, String help) {
    page.append("# HELP ").append(name).append(' ').append(help).append('\n');
    page.append("# TYPE ").append(name).append(" gauge\n");
  }

  private static void line(
      StringBuilder page, String name, IpFamily family, String label, String value, int number) {
    String labels = "{ip_family=\"%s\",%s=\"%s\"}".formatted(family.kubernetesName(), label, value);
    page.append(name).append(labels).append(' ').append(number).append('\n');
  }
}
