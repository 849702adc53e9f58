package dev.servicelab.dns.plugins.template;

import dev.servicelab.dns.chain.PluginContext;
import io.prometheus.metrics.core.metrics.Counter;

/** CoreDNS's metrics about templates. */
final class TemplateMetrics {

  private final String server;
  private final Counter matches;
  private final Counter templateFailures;
  private final Counter recordFailures;

  TemplateMetrics(PluginContext context) {
    server = context.server();
    matches =
        context
            .metrics()
            .counter(
                "coredns_template_matches_total",
                "Counter of template regex matches.",
                "server",
                "zone",
                "view",
                "class",
                "type");
    templateFailures =
        failures(
            context,
            "coredns_template_template_failures_total",
            "Counter of go template failures.");
    recordFailures =
        failures(context, "coredns_template_rr_failures_total", "Counter of mis-templated RRs.");
  }

  private static Counter failures(PluginContext context, String name, String help) {
    return context
        .metrics()
        .counter(name, help, "server", "zone", "view", "class", "type", "section", "template");
  }

  void matched(TemplateData data) {
    matches.labelValues(server, data.zone(), "", data.dclass(), data.type()).inc();
  }

  void templateFailed(TemplateData data, String section, GoTemplate template) {
    count(templateFailures, data, section, template);
  }

  void recordFailed(TemplateData data, String section, GoTemplate template) {
    count(recordFailures, data, section, template);
  }

  private void count(Counter counter, TemplateData data, String section, GoTemplate template) {
    counter
        .labelValues(
            server, data.zone(), "", data.dclass(), data.type(), section, template.toString())
        .inc();
  }
}
