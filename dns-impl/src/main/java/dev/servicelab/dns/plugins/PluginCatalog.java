package dev.servicelab.dns.plugins;

import dev.servicelab.dns.chain.PluginSetup;
import dev.servicelab.dns.plugins.autopath.AutopathPlugin;
import dev.servicelab.dns.plugins.bind.BindPlugin;
import dev.servicelab.dns.plugins.bufsize.BufsizePlugin;
import dev.servicelab.dns.plugins.cache.CachePlugin;
import dev.servicelab.dns.plugins.chaos.ChaosPlugin;
import dev.servicelab.dns.plugins.debug.DebugPlugin;
import dev.servicelab.dns.plugins.ede.EdePlugin;
import dev.servicelab.dns.plugins.edns.EdnsPlugin;
import dev.servicelab.dns.plugins.errors.ErrorsPlugin;
import dev.servicelab.dns.plugins.file.FilePlugin;
import dev.servicelab.dns.plugins.forward.ForwardPlugin;
import dev.servicelab.dns.plugins.health.HealthPlugin;
import dev.servicelab.dns.plugins.hosts.HostsPlugin;
import dev.servicelab.dns.plugins.kubernetes.KubernetesPlugin;
import dev.servicelab.dns.plugins.loadbalance.LoadbalancePlugin;
import dev.servicelab.dns.plugins.log.LogPlugin;
import dev.servicelab.dns.plugins.loop.LoopPlugin;
import dev.servicelab.dns.plugins.metadata.MetadataPlugin;
import dev.servicelab.dns.plugins.prometheus.PrometheusPlugin;
import dev.servicelab.dns.plugins.ready.ReadyPlugin;
import dev.servicelab.dns.plugins.reload.ReloadPlugin;
import dev.servicelab.dns.plugins.rewrite.RewritePlugin;
import dev.servicelab.dns.plugins.template.TemplatePlugin;
import dev.servicelab.dns.plugins.timeouts.TimeoutsPlugin;
import dev.servicelab.dns.plugins.transfer.TransferPlugin;
import dev.servicelab.dns.plugins.whoami.WhoamiPlugin;
import java.util.List;

/**
 * All plugins in the order they run, whatever the order of a Corefile's lines (CoreDNS:
 * plugin.cfg). A new plugin is a package and a line here.
 */
public final class PluginCatalog {

  private static final List<Entry> ENTRIES =
      List.of(
          // These see no query or pass every one on.
          new Entry("metadata", false, MetadataPlugin::create),
          new Entry("timeouts", Lines.TOGETHER, TimeoutsPlugin::create),
          new Entry("reload", false, ReloadPlugin::create),
          new Entry("bufsize", false, BufsizePlugin::create),
          new Entry("edns", false, EdnsPlugin::create),
          new Entry("bind", Lines.TOGETHER, BindPlugin::create),
          new Entry("debug", false, DebugPlugin::create),
          new Entry("health", false, HealthPlugin::create),
          new Entry("ready", false, ReadyPlugin::create),
          new Entry("prometheus", false, PrometheusPlugin::create),
          // Outside all that may fail, so that every failure is seen.
          new Entry("errors", false, ErrorsPlugin::create),
          new Entry("log", Lines.TOGETHER, LogPlugin::create),
          // After those that look at replies, so that they see the reason; before all that have
          // one.
          new Entry("ede", false, EdePlugin::create),
          new Entry("chaos", false, ChaosPlugin::create),
          // Before cache, so that answers from the cache are shuffled too.
          new Entry("loadbalance", false, LoadbalancePlugin::create),
          // Before cache, which then knows the name that was asked for in the end.
          new Entry("rewrite", Lines.TOGETHER, RewritePlugin::create),
          // Before cache, so that what each name comes to is kept, and not the pod it was for.
          new Entry("autopath", false, AutopathPlugin::create),
          // Before all that finds answers.
          new Entry("cache", false, CachePlugin::create),
          new Entry("template", true, TemplatePlugin::create),
          new Entry("transfer", Lines.TOGETHER, TransferPlugin::create),
          new Entry("hosts", false, HostsPlugin::create),
          new Entry("kubernetes", true, KubernetesPlugin::create),
          new Entry("file", true, FilePlugin::create),
          // Just before forward: what arrives here would go upstream.
          new Entry("loop", false, LoopPlugin::create),
          new Entry("forward", true, ForwardPlugin::create),
          // Answers everything that nobody else does.
          new Entry("whoami", false, WhoamiPlugin::create));

  private PluginCatalog() {}

  /** What several lines of one plugin in a server block make. */
  public enum Lines {
    /** A mistake. */
    ONE,
    /** A plugin each; they run in the order written. */
    EACH,
    /** One plugin, whose directive has all the lines as its options. */
    TOGETHER
  }

  /**
   * A plugin.
   *
   * @param name its name in a Corefile
   * @param lines what becomes of several lines
   * @param setup makes it
   */
  public record Entry(String name, Lines lines, PluginSetup setup) {

    /** A plugin that a server block may have once, or several times one after the other. */
    public Entry(String name, boolean repeatable, PluginSetup setup) {
      this(name, repeatable ? Lines.EACH : Lines.ONE, setup);
    }
  }

  /** All plugins, the one that sees a query first in front. */
  public static List<Entry> entries() {
    return ENTRIES;
  }

  /** The names of all plugins. */
  public static List<String> names() {
    return ENTRIES.stream().map(Entry::name).toList();
  }
}
