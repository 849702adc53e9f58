package dev.servicelab.dns;

import dev.servicelab.dns.ServerConfig.Counted;
import dev.servicelab.dns.chain.Plugin;
import dev.servicelab.dns.corefile.Corefile;
import dev.servicelab.dns.metrics.Metrics;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.xbill.DNS.Name;

/** What the metrics page says of the program and its configuration, under CoreDNS's names. */
final class ServerMetrics {

  private final Counter failedReloads;
  private final Info loaded;

  /**
   * Begins to tell.
   *
   * @param config the configuration in force
   */
  ServerMetrics(Metrics metrics, Supplier<ServerConfig> config) {
    failedReloads =
        metrics.counter(
            "coredns_reload_failed_total", "Counter of the number of failed reload attempts.");
    loaded =
        Info.builder()
            .name("coredns_reload_version_info")
            .help("The Corefile in force: its hash, imports included.")
            .labelNames("hash", "value")
            .register(metrics.registry());
    GaugeWithCallback.builder()
        .name("coredns_plugin_enabled")
        .help("The plugins of each server block that counts its queries.")
        .labelNames("server", "zone", "view", "name")
        .callback(gauge -> config.get().counted().forEach(block -> tell(block, gauge)))
        .register(metrics.registry());
    Info.builder()
        .name("coredns_build_info")
        .help("What answers here; goversion is the Java that runs it.")
        .labelNames("version", "revision", "goversion")
        .register(metrics.registry())
        .setLabelValues(version(), "", "java" + Runtime.version().feature());
  }

  /** A new Corefile was not taken. */
  void reloadFailed() {
    failedReloads.inc();
  }

  /** This Corefile is in force now. */
  void loaded(Corefile corefile) {
    loaded.setLabelValues("sha512", hash(corefile));
  }

  private static void tell(Counted block, GaugeWithCallback.Callback gauge) {
    for (Name zone : block.context().zones()) {
      block.plugins().stream()
          .map(Plugin::name)
          .distinct()
          .forEach(plugin -> gauge.call(1, block.context().server(), zone.toString(), "", plugin));
    }
  }

  private static String version() {
    return Optional.ofNullable(ServerMetrics.class.getPackage().getImplementationVersion())
        .orElse("unknown");
  }

  private static String hash(Corefile corefile) {
    try {
      byte[] text = corefile.toString().getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-512").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}
